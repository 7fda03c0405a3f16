import { beforeAll, describe, expect, it } from 'vitest'
import {
  add,
  capture,
  copy,
  copyInto,
  exp,
  Generator,
  matmul,
  multiply,
  permuteDims,
  setBackend,
  slidingWindows,
  type Tensor,
  zeros,
} from '../../src'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { staggeredPool } from '../capture/staggered-pool'
import { wasmBackend } from '../support/wasm-backend'

/** A captured function on threads that take turns in many orders, and the plain one. */
function onBoth(f: (x: Tensor) => Tensor, shape: readonly number[]): [unknown[], unknown[]] {
  const inputs = [1, 2, 3, 4].map((seed) => new Generator(seed).normal(shape))
  setBackend('wasm')
  const plain = inputs.map((x) => f(x).toArray())
  const found = [1, 2, 3, 4, 5].flatMap((seed) => {
    const memory = new KernelMemory()
    const pool = staggeredPool(memory, 1 + (seed % 4), seed)
    setBackend(wasmBackend(new ResidentStorage(memory), () => pool))
    const captured = capture(f)
    return [inputs.map((x) => captured(x).toArray())]
  })
  setBackend('wasm')
  return [found, found.map(() => plain)]
}

describe('threads that share memory by rows', () => {
  beforeAll(() => setBackend('wasm'))

  it('meet before one reads windows that reach into the rows of another', () => {
    // As many windows as rows are written: the first 40 of 42.
    const windows = (x: Tensor) => {
      const padded = zeros([42, 8])
      copyInto(padded.slice([[0, 40]]), exp(x))
      const rows = permuteDims(slidingWindows(permuteDims(padded, [1, 0]), [3]), [1, 2, 0])
      return add(copy(rows), 1)
    }
    const [found, expected] = onBoth(windows, [40, 8])
    expect(found).toEqual(expected)
  })

  it('meet before a product of sliding windows', () => {
    const convolve = (x: Tensor) => {
      const kernel = multiply(x.slice([[0, 3], 0]), 1).reshape([3, 1])
      const padded = zeros([66])
      copyInto(padded.slice([[0, 64]]), exp(x.slice([[], 1])))
      return matmul(slidingWindows(padded, [3]), kernel)
    }
    const [found, expected] = onBoth(convolve, [64, 2])
    expect(found).toEqual(expected)
  })
})
