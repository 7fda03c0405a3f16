"""Writes random cases of operations with NumPy's results, as JSON: `python3 cases.py [cases of each operation] [seed]`."""

import json
import sys
import warnings
from zlib import crc32

import counting
import elementwise
import numpy as np
import structured
from arrays import Draw

warnings.simplefilter('ignore', RuntimeWarning)
count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
makers = {**elementwise.makers(), **structured.makers(), **counting.makers()}
cases = []
for op, make in makers.items():
    draw = Draw([seed, crc32(op.encode())])
    cases += [make(draw) for _ in range(count)]
json.dump({'made_with': f'numpy {np.__version__}', 'cases': cases}, sys.stdout, separators=(',', ':'))
