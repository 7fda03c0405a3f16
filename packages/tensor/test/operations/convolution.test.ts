import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import * as t from '../../src'
import { reference, type Tensor } from '../../src'

const initial = t.currentBackend()
afterAll(() => t.setBackend(initial))

interface Case {
  n: number
  groups: number
  inputs: number
  outputs: number
  size: [number, number]
  kernel: [number, number]
  stride: [number, number]
  padding: [number, number]
  dilation: [number, number]
  bias: boolean
  relu: boolean
  rowMajor: boolean
  seed: number
}

const pair = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }))

const cases: fc.Arbitrary<Case> = fc
  .record({
    n: fc.constantFrom(0, 1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 33),
    groups: fc.integer({ min: 1, max: 3 }),
    inputs: fc.integer({ min: 1, max: 5 }),
    outputs: fc.integer({ min: 1, max: 6 }),
    size: pair(1, 9),
    kernel: pair(1, 4),
    stride: pair(1, 3),
    padding: pair(0, 3),
    dilation: pair(1, 3),
    bias: fc.boolean(),
    relu: fc.boolean(),
    rowMajor: fc.boolean(),
    seed: fc.nat(1_000_000),
  })
  .filter(({ size, kernel, padding, dilation }) =>
    [0, 1].every((i) => dilation[i] * (kernel[i] - 1) + 1 <= size[i] + 2 * padding[i]),
  )

function filled(shape: readonly number[], seed: number, rowMajor = true): Tensor {
  const generator = new t.Generator(seed)
  const x = generator.uniform(shape, { low: -1, high: 1 })
  if (rowMajor || shape.length !== 4) return x
  const turned = t.copy(t.permuteDims(x, [1, 2, 3, 0]))
  return t.permuteDims(turned, [3, 0, 1, 2])
}

/** The result of a convolution and its three gradients with respect to `g`. */
function run(c: Case): number[][] {
  const x = filled([c.n, c.inputs * c.groups, ...c.size], c.seed, c.rowMajor)
  const weight = filled([c.outputs * c.groups, c.inputs, ...c.kernel], c.seed + 1)
  const bias = c.bias ? filled([c.outputs * c.groups], c.seed + 2) : null
  const inputs = [x, weight, ...(bias ? [bias] : [])]
  for (const input of inputs) input.requiresGrad = true
  const { stride, padding, dilation, groups } = c
  const activation = c.relu ? 'relu' : 'none'
  const y = t.conv2d(x, weight, bias, { stride, padding, dilation, groups, activation })
  const g = filled(y.shape, c.seed + 3, !c.rowMajor)
  t.sum(t.multiply(y, g)).backward()
  return [y, ...inputs.map(({ grad }) => grad as Tensor)].map((tensor) => [
    ...t.copy(t.reshape(tensor.detach(), [tensor.size])).data,
  ])
}

describe('conv2d', () => {
  it('agrees with the reference on random shapes, strides, dilations and groups', () => {
    fc.assert(
      fc.property(cases, (c) => {
        t.setBackend(initial)
        const found = run(c)
        t.setBackend(reference)
        const expected = run(c)
        found.forEach((values, i) => {
          const scale = Math.max(1, ...expected[i].map(Math.abs))
          expect(values.length).toBe(expected[i].length)
          values.forEach((value, j) => {
            expect(Math.abs(value - expected[i][j]) / scale).toBeLessThan(2e-5)
          })
        })
      }),
      { numRuns: 300 },
    )
  })
})
