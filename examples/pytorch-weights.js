// Loads the weights of a PyTorch network and computes what PyTorch computes with them.
import { readFile } from 'node:fs/promises'
import { GELU, LayerNorm, Linear, Sequential } from '@handwritten/nn'
import { abs, decodeSafetensors, max, subtract } from '@handwritten/tensor'

// Made by pytorch-weights.py: the weights under PyTorch's names, an input, and PyTorch's outputs.
const file = new URL('fixtures/pytorch.safetensors', import.meta.url)
const { tensors } = decodeSafetensors(await readFile(file))

const model = new Sequential(new Linear(16, 12), new LayerNorm(12), new GELU(), new Linear(12, 10))
const weights = Object.entries(tensors)
  .filter(([name]) => name.startsWith('model.'))
  .map(([name, tensor]) => [name.slice('model.'.length), tensor])
model.loadStateDict(Object.fromEntries(weights))

const outputs = model.eval().call(tensors.inputs)
const difference = max(abs(subtract(outputs, tensors.outputs))).item()
console.log(`loaded ${weights.length} tensors`)
console.log(`largest difference from PyTorch: ${difference.toExponential(1)}`)
