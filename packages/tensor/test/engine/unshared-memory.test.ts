import { afterAll, describe, expect, it } from 'vitest'
import {
  add,
  capture,
  Generator,
  linear,
  multiply,
  ones,
  relu,
  setBackend,
  sgdUpdate,
  softmaxCrossEntropy,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '../../src'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { singleThread } from '../../src/backend/wasm/threads/single-thread'
import { wasmBackend } from '../support/wasm-backend'

/** A backend in a memory that is not shared and has no room yet, so that it grows again and again. */
function cramped(): { memory: KernelMemory; growths: () => number } {
  const memory = new KernelMemory({ shared: false, initialBytes: 65_536 })
  const pool = singleThread(memory)
  setBackend(wasmBackend(new ResidentStorage(memory), () => pool))
  const seen = new Set<ArrayBufferLike>()
  return { memory, growths: () => seen.add(memory.memory.buffer).size }
}

afterAll(() => setBackend('wasm'))

describe('memory that is not shared', () => {
  it('is seen where it has moved to after it grew', () => {
    const { growths } = cramped()
    const state = tensor([1, 2, 3])
    const result: Tensor[] = []
    const count = capture((x: Tensor) => {
      state.storage.version++
      return add(state, x)
    })
    for (let i = 0; i < 4; i++) result[0] = count(tensor([i, i, i]))
    growths()
    expect(result[0].toArray()).toEqual([4, 5, 6])
    // Another program needs more memory than there is.
    const wide = capture((x: Tensor) => sum(multiply(x, 2)))
    for (let i = 0; i < 3; i++) wide(ones([300_000]))
    expect(growths()).toBeGreaterThan(1)
    expect(result[0].toArray()).toEqual([4, 5, 6])
    expect(result[0].data.length).toBe(3)
    expect(count(tensor([10, 10, 10])).toArray()).toEqual([11, 12, 13])
    expect(state.toArray()).toEqual([1, 2, 3])
  })

  it('may grow while an operation runs eagerly', () => {
    const { growths } = cramped()
    const state = tensor([1, 2, 3])
    const shift = capture((x: Tensor) => add(state, x))
    for (let i = 0; i < 3; i++) shift(tensor([0, 0, 0]))
    const before = growths()
    // Too small to stay in kernel memory, too large for what there is.
    expect(sum(multiply(ones([200_000]), 2)).item()).toBe(400_000)
    expect(growths()).toBeGreaterThan(before)
    expect(state.toArray()).toEqual([1, 2, 3])
    expect(shift(tensor([1, 1, 1])).toArray()).toEqual([2, 3, 4])
  })

  it('trains as the plain function does while it grows', () => {
    const run = (compile: typeof capture) => {
      cramped()
      const generator = new Generator(8)
      const weights = [
        [40, 12],
        [5, 40],
      ].map((shape) => generator.normal(shape, { std: 0.3 }))
      for (const weight of weights) weight.requiresGrad = true
      const hyper = tensor([0.1, 0, 0, 0, 1], { dtype: 'float64' })
      const step = compile((x: Tensor, labels: Tensor) => {
        const { loss } = softmaxCrossEntropy(
          linear(relu(linear(x, weights[0])), weights[1]),
          labels,
        )
        loss.backward()
        for (const weight of weights) {
          sgdUpdate(weight, weight.grad!, hyper)
          weight.grad = null
        }
        return loss
      })
      // Each size has a program of its own, for which the memory has to grow.
      const losses = [3, 3, 3, 100, 100, 3, 100, 900, 900, 900, 3, 100].map((n) =>
        step(generator.normal([n, 12]), generator.integers([n], 0, 5)).item(),
      )
      return { losses, weights: weights.map((w) => w.toTypedArray()) }
    }
    const plain = run(((f: unknown) => f) as typeof capture)
    expect(run(capture)).toEqual(plain)
    expect(plain.losses.every(Number.isFinite)).toBe(true)
  })

  it('keeps what large tensors hold that stay in it', () => {
    const { memory, growths } = cramped()
    const large = Array.from({ length: 4 }, (_, i) => add(zeros([300_000]), i))
    for (let i = 0; i < 40; i++) for (const tensor of large) sum(tensor)
    expect(large.every(({ data }) => data.buffer === memory.memory.buffer)).toBe(true)
    expect(growths()).toBe(1)
    for (const [i, tensor] of large.entries()) {
      expect([tensor.data.length, tensor.data[299_999]]).toEqual([300_000, i])
    }
  })
})
