"""Writes random arrays and how NumPy prints them, as JSON: `python3 prints.py [arrays] [seed]`."""

import json
import sys

import numpy as np
from arrays import ALL, Draw, written

SHAPES = [[], [1], [3], [2, 3], [12], [40], [2, 2, 2], [2, 1, 3, 2], [0], [0, 3], [2, 0], [2, 3, 0], [1, 1, 1, 1, 1]]
LONG = [[1000], [1001], [2000], [7, 200], [200, 7], [6, 6, 40], [3, 1, 400], [1200, 2], [11, 100]]


def values(draw, shape, dtype):
    """Elements of one of the kinds that are printed in different ways."""
    if dtype == 'bool':
        return draw.rng.random(shape) < 0.5
    if dtype in ('int32', 'uint8'):
        high = draw.pick([2, 10, 128, 256]) if dtype == 'uint8' else draw.pick([2, 10, 1000, 2**31])
        return draw.rng.integers(0 if dtype == 'uint8' or draw.chance(0.3) else -high, high, shape)
    x = draw.rng.normal(size=shape)
    kind = draw.whole(0, 7)
    if kind == 0:
        x = np.round(x * draw.pick([1, 10, 1000]))
    elif kind == 1:
        x = np.round(x, draw.whole(1, 9))
    elif kind == 2:
        x = x * 10.0 ** draw.whole(-12, 12)
    elif kind == 3:
        x = x * 10.0 ** draw.rng.integers(-6, 7, shape)
    elif kind == 4:
        x = 10.0 ** draw.rng.integers(-9, 17, shape) * draw.pick([1, -1, 0.5])
    elif kind == 5:
        x = draw.rng.integers(-20, 20, shape) / draw.pick([2, 4, 8, 10, 16, 3])
    elif kind == 6 and dtype == 'float64':
        x = x * draw.pick([1e-300, 1e120, 1e300, 5e-324])
    special = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1e8, 1e-4, 99999999.0, 1e16, 0.1, 123456.789]
    if draw.chance(0.4):
        x = np.where(draw.rng.random(shape) < 0.3, draw.rng.choice(special, shape), x)
    return x


def printed(draw, shapes):
    dtype = draw.pick([*ALL, 'float64', 'float32'])
    x = np.asarray(values(draw, draw.pick(shapes), dtype)).astype(dtype)
    return {**written(x), 'text': np.array2string(x, max_line_width=75, separator=', ', prefix='tensor(')}


count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
draw = Draw(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
cases = [printed(draw, LONG if i % 12 == 0 else SHAPES) for i in range(count)]
json.dump({'made_with': f'numpy {np.__version__}', 'cases': cases}, sys.stdout, separators=(',', ':'))
