import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeSafetensors, encodeSafetensors, Generator, noGrad } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  BatchNorm1d,
  Conv2d,
  Flatten,
  GELU,
  LayerNorm,
  Linear,
  MaxPool2d,
  Sequential,
  SiLU,
} from '../src/index'
import { withoutPrefix, withPrefix } from '../src/prefix'
import { expectClose, type Nested } from './support/golden'

/** A Python with PyTorch, if there is one. */
const python = ['python3', '/usr/bin/python3'].find((command) => {
  try {
    execFileSync(command, ['-c', 'import torch'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

const dtype = 'float64'

function makeModel(generator: Generator) {
  return new Sequential(
    new Conv2d(1, 2, 3, { padding: 1, dtype, generator }),
    new GELU(),
    new MaxPool2d(2),
    new Flatten(),
    new Linear(18, 8, { dtype, generator }),
    new BatchNorm1d(8, { dtype }),
    new Sequential(new LayerNorm(8, { dtype }), new SiLU()),
    new Linear(8, 3, { dtype, generator, bias: false }),
  )
}

/** What the script makes of the weights of `model` and of `x`. */
function exchange(script: string, tensors: Parameters<typeof encodeSafetensors>[0]['tensors']) {
  const folder = mkdtempSync(join(tmpdir(), 'handwritten-torch-'))
  try {
    const [given, made] = ['given.safetensors', 'made.safetensors'].map((name) =>
      join(folder, name),
    )
    writeFileSync(given, encodeSafetensors({ tensors }))
    execFileSync(python ?? 'python3', [script, given, made], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return decodeSafetensors(new Uint8Array(readFileSync(made))).tensors
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe(`weights and PyTorch${python ? '' : ' (left out: there is no python3 with torch here)'}`, () => {
  it.skipIf(!python)("load by name into PyTorch's own nn.Sequential, and back", () => {
    const generator = new Generator(6)
    const model = makeModel(generator)
    const x = generator.normal([4, 1, 6, 6], { dtype })
    noGrad(() => model.call(x))
    const script = join(import.meta.dirname, 'torch', 'exchange-weights.py')
    const made = exchange(script, { x, ...withPrefix('model.', model.stateDict()) })
    const own = noGrad(() => model.eval().call(x))
    expectClose(own, made.y.toArray() as Nested)
    const other = makeModel(new Generator(7))
    other.loadStateDict(withoutPrefix('model.', made))
    expectClose(
      noGrad(() => other.eval().call(x)),
      made.y_new.toArray() as Nested,
    )
    expect(made.y_new.toArray()).not.toEqual(made.y.toArray())
  })
})
