import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import * as t from '../../src'
import { reference, type Tensor } from '../../src'
import { batchInnermost, type PoolCase, picturesOf, poolCases } from '../support/picture-cases'

const initial = t.currentBackend()
afterAll(() => t.setBackend(initial))

const pools: Record<string, (x: Tensor, c: PoolCase) => Tensor> = {
  maxPool2d: (x, { window, stride, padding, ceilMode }) =>
    t.maxPool2d(x, window, { stride, padding, ceilMode }),
  avgPool2d: (x, { window, stride, padding, ceilMode, countIncludePad }) =>
    t.avgPool2d(x, window, { stride, padding, ceilMode, countIncludePad }),
  adaptiveMaxPool2d: (x, { window }) => t.adaptiveMaxPool2d(x, window),
  adaptiveAvgPool2d: (x, { window }) => t.adaptiveAvgPool2d(x, window),
}

/** The result of a pooling and its gradient. */
function results(c: PoolCase, pool: (x: Tensor, c: PoolCase) => Tensor): Float64Array[] {
  // Few different numbers, so that windows have several equal maxima.
  const flat = t.round(t.multiply(picturesOf([c.n, c.channels, ...c.size], c.seed), 2))
  const x = c.rowMajor ? flat : batchInnermost(flat)
  x.requiresGrad = true
  const y = pool(x, c)
  t.sum(t.multiply(y, picturesOf(y.shape, c.seed + 1, !c.rowMajor))).backward()
  return [y, x.grad as Tensor].map((tensor) => Float64Array.from(tensor.detach().toTypedArray()))
}

describe.each(Object.entries(pools))('%s', (_, pool) => {
  it('agrees with the reference backend on random windows, gradients included', () => {
    fc.assert(
      fc.property(poolCases, (c) => {
        t.setBackend(initial)
        const found = results(c, pool)
        t.setBackend(reference)
        const expected = results(c, pool)
        expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length))
        found.forEach((values, i) => {
          values.forEach((value, j) => {
            expect(Math.abs(value - expected[i][j])).toBeLessThan(2e-6)
          })
        })
      }),
      { numRuns: 100 },
    )
  })
})

describe.each(['compiled', 'reference'])('pooling of the %s backend', (name) => {
  const backend = name === 'compiled' ? initial : reference

  it('finds the maximum among NaN and infinities, and passes the gradient to the last NaN', () => {
    t.setBackend(backend)
    const rows = [
      [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
      [1, Number.POSITIVE_INFINITY],
      [Number.NaN, 5],
      [Number.NaN, Number.NaN],
      [-0, 0],
    ]
    const x = t.tensor(
      rows.map((row) => [[row]]),
      { requiresGrad: true },
    )
    const y = t.maxPool2d(x, [1, 2])
    expect([...y.toTypedArray()]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      Number.NaN,
      -0,
    ])
    y.backward(t.ones(y.shape))
    expect([...(x.grad as Tensor).toTypedArray()]).toEqual([1, 0, 0, 1, 1, 0, 0, 1, 1, 0])
  })

  it('counts padding in a mean only where it is asked to', () => {
    t.setBackend(backend)
    const x = t.ones([1, 1, 2, 2])
    const options = { stride: 1, padding: 1 }
    expect(t.avgPool2d(x, 2, options).toArray()).toEqual([
      [
        [
          [0.25, 0.5, 0.25],
          [0.5, 1, 0.5],
          [0.25, 0.5, 0.25],
        ],
      ],
    ])
    const inside = t.avgPool2d(x, 2, { ...options, countIncludePad: false })
    expect(inside.toTypedArray()).toEqual(new Float32Array(9).fill(1))
  })

  it('has one more window in ceil mode where a part of one is left over', () => {
    t.setBackend(backend)
    const x = t.tensor([[[[0, 1, 2, 3, 4]]]])
    expect(t.maxPool2d(x, [1, 2]).toArray()).toEqual([[[[1, 3]]]])
    expect(t.maxPool2d(x, [1, 2], { ceilMode: true }).toArray()).toEqual([[[[1, 3, 4]]]])
  })

  it('divides pictures into windows of nearly equal sizes', () => {
    t.setBackend(backend)
    const x = t.tensor([[[[0, 1, 2, 3, 4]]]])
    expect(t.adaptiveAvgPool2d(x, [1, 2]).toArray()).toEqual([[[[1, 3]]]])
    expect(t.adaptiveMaxPool2d(x, [2, 3]).toArray()).toEqual([
      [
        [
          [1, 3, 4],
          [1, 3, 4],
        ],
      ],
    ])
  })
})

describe('refuses', () => {
  const x = t.zeros([1, 1, 4, 4])
  it.each<[string, () => unknown]>([
    [
      "maxPool2d: padding: expected at most half of the window's size 3, found 2",
      () => t.maxPool2d(x, 3, { padding: 2 }),
    ],
    [
      'avgPool2d: expected windows that fit the padded pictures, found windows of [5, 5] over x [1, 1, 4, 4] with padding [0, 0]',
      () => t.avgPool2d(x, 5),
    ],
    [
      'adaptiveAvgPool2d: size: expected an integer from 1 or a pair of them, found 0',
      () => t.adaptiveAvgPool2d(x, 0),
    ],
    [
      'maxPool2d: expected float32 or float64, found int32; convert with astype',
      () => t.maxPool2d(t.zeros([1, 1, 4, 4], { dtype: 'int32' }), 2),
    ],
  ])('%s', (message, run) => {
    expect(run).toThrow(message)
  })
})
