import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import * as t from '../../src'
import { capture, setBackend, type Tensor } from '../../src'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { singleThread } from '../../src/backend/wasm/threads/single-thread'
import type { ThreadPool } from '../../src/backend/wasm/threads/thread-pool'
import { type ConvolutionCase, convolutionCases, picturesOf } from '../support/picture-cases'
import { wasmBackend } from '../support/wasm-backend'
import { staggeredPool } from './staggered-pool'

const memory = new KernelMemory()
const residentStorage = new ResidentStorage(memory)

afterAll(() => setBackend('wasm'))

function onThreads<R>(pool: ThreadPool, body: () => R): R {
  setBackend(wasmBackend(residentStorage, () => pool))
  return body()
}

/** Learns for some steps on pictures: convolution, ReLU, pooling, a second convolution, and momentum. */
function learn(c: ConvolutionCase, compile: typeof capture): number[][] {
  const { n, groups, inputs, outputs, size, kernel, stride, padding, dilation, seed } = c
  const channels = outputs * groups
  const parameters = [
    picturesOf([channels, inputs, ...kernel], seed + 1),
    picturesOf([channels], seed + 2),
    picturesOf([2, channels, 2, 1], seed + 3),
  ]
  for (const parameter of parameters) parameter.requiresGrad = true
  const velocities = parameters.map((parameter) => t.zerosLike(parameter))
  const hyper = t.tensor([0.1, 0.9, 0, 0, 2], { dtype: 'float64' })
  const step = compile((x: Tensor) => {
    const [first, bias, second] = parameters
    const hidden = t.relu(t.conv2d(x, first, bias, { stride, padding, dilation, groups }))
    const mixed = t.conv2d(hidden, second, null, { padding: 1 })
    const pooled = c.bias
      ? t.maxPool2d(mixed, [2, 1], { ceilMode: c.relu, stride: 1 })
      : t.avgPool2d(t.relu(mixed), [2, 2], { padding: 1 })
    const loss = t.mean(t.square(pooled))
    loss.backward()
    parameters.forEach((parameter, i) => {
      t.sgdUpdate(parameter, parameter.grad as Tensor, hyper, { velocity: velocities[i] })
      parameter.grad = null
    })
    return loss
  })
  const losses = Array.from({ length: 4 }, (_, turn) => [
    ...step(picturesOf([n, inputs * groups, ...size], seed + 10 + turn, c.rowMajor)).toTypedArray(),
  ])
  return [...losses, ...parameters.map((parameter) => [...parameter.detach().toTypedArray()])]
}

const eagerly = ((body) => body) as typeof capture

describe('networks of convolutions and poolings', () => {
  it.each([1, 2, 3, 8])('replay on %i threads what runs eagerly, bit for bit', (threads) => {
    const cases = convolutionCases.filter(({ n }) => n > 0)
    fc.assert(
      fc.property(cases, fc.nat(), (c, seed) => {
        const expected = onThreads(singleThread(memory), () => learn(c, eagerly))
        const found = onThreads(staggeredPool(memory, threads, seed), () => learn(c, capture))
        expect(found).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })
})
