"""Writes fixtures/pytorch.safetensors: the weights of a small PyTorch network, an input, and its outputs."""
import json
import struct
from pathlib import Path

import torch

torch.manual_seed(0)
model = torch.nn.Sequential(
    torch.nn.Linear(16, 12),
    torch.nn.LayerNorm(12),
    torch.nn.GELU(),
    torch.nn.Linear(12, 10),
).eval()
inputs = torch.randn(5, 16)
with torch.no_grad():
    outputs = model(inputs)
tensors = {f"model.{name}": value for name, value in model.state_dict().items()}
tensors |= {"inputs": inputs, "outputs": outputs}

header, data = {}, b""
for name, value in tensors.items():
    chunk = value.contiguous().numpy().tobytes()
    offsets = [len(data), len(data) + len(chunk)]
    header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": offsets}
    data += chunk
text = json.dumps(header).encode()
path = Path(__file__).parent / "fixtures" / "pytorch.safetensors"
path.write_bytes(struct.pack("<Q", len(text)) + text + data)
