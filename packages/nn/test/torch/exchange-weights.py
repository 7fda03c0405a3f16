"""
Loads the weights of a safetensors file by their names into PyTorch's own nn.Sequential, and writes
back what that computes, then the same with its own weights.

    python3 exchange-weights.py IN OUT

IN holds `x` and, after `model.`, the weights. OUT holds `y`, the output for x with those weights; new
weights after `model.`; and `y_new`, the output with these.
"""
import json
import sys

import numpy
import torch
from torch import nn

TYPES = {"F32": numpy.float32, "F64": numpy.float64, "I32": numpy.int32, "I64": numpy.int64}


def read(path):
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(
            numpy.frombuffer(data[slice(*entry["data_offsets"])], TYPES[entry["dtype"]])
            .reshape(entry["shape"])
            .copy()
        )
        for name, entry in header.items()
    }


def write(path, tensors):
    header, chunks, end = {}, [], 0
    for name, tensor in tensors.items():
        array = numpy.ascontiguousarray(tensor.detach().numpy())
        kind = next(kind for kind, dtype in TYPES.items() if dtype == array.dtype)
        begin, end = end, end + array.nbytes
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [begin, end]}
        chunks.append(array.tobytes())
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(chunks))


model = nn.Sequential(
    nn.Conv2d(1, 2, 3, padding=1),
    nn.GELU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(18, 8),
    nn.BatchNorm1d(8),
    nn.Sequential(nn.LayerNorm(8), nn.SiLU()),
    nn.Linear(8, 3, bias=False),
).double()
given = read(sys.argv[1])
x = given.pop("x")
model.load_state_dict({name[len("model."):]: value for name, value in given.items()}, strict=True)
y = model.eval()(x)
model.train()(x * 2 + 1)  # what BatchNorm tracks is then PyTorch's own
with torch.no_grad():
    for parameter in model.parameters():
        parameter.add_(torch.randn_like(parameter))
state = {f"model.{name}": value for name, value in model.state_dict().items()}
write(sys.argv[2], {"y": y, **state, "y_new": model.eval()(x)})
