import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tensor } from '../../src/index'
import * as t from '../../src/index'
import { onEachBackend } from '../support/backends'
import { arbitraryMatrix, arbitraryView } from '../support/views'

/** Whether both are the same up to the rounding of a few operations. */
function expectClose(found: Tensor, expected: Tensor, tolerance = 1e-12): void {
  expect(found.shape).toEqual(expected.shape)
  const wanted = expected.toTypedArray()
  found.toTypedArray().forEach((value, i) => {
    expect(Math.abs(value - wanted[i])).toBeLessThanOrEqual(tolerance * (1 + Math.abs(wanted[i])))
  })
}

function expectSame(found: Tensor, expected: Tensor): void {
  expect(found.shape).toEqual(expected.shape)
  expect(found.toTypedArray()).toEqual(expected.toTypedArray())
}

function holds(identity: (x: Tensor) => void, takes: (x: Tensor) => boolean = () => true): void {
  fc.assert(fc.property(arbitraryView('float64').filter(takes), identity), { numRuns: 60 })
}

const hasAxis = (x: Tensor) => x.ndim > 0
const size = fc.integer({ min: 0, max: 9 })

/** Three matrices of sizes that multiply, in any layout. */
const chain = fc
  .tuple(size, size, size, size)
  .chain(([m, k, n, p]) =>
    fc.tuple(
      arbitraryMatrix(m, k),
      arbitraryMatrix(k, n),
      arbitraryMatrix(k, n),
      arbitraryMatrix(n, p),
    ),
  )

onEachBackend(() => {
  describe('matrix products', () => {
    it('turn round under transposition', () => {
      fc.assert(
        fc.property(chain, ([a, b]) => {
          expectSame(t.matmul(a, b).T, t.matmul(b.T, a.T))
        }),
      )
    })

    it('distribute and associate', () => {
      fc.assert(
        fc.property(chain, ([a, b, c, d]) => {
          expectClose(t.matmul(a, t.add(b, c)), t.add(t.matmul(a, b), t.matmul(a, c)))
          expectClose(t.matmul(t.matmul(a, b), d), t.matmul(a, t.matmul(b, d)), 1e-11)
        }),
      )
    })

    it('are sums of products', () => {
      fc.assert(
        fc.property(chain, ([a, b]) => {
          const products = t.multiply(t.expandDims(a, { axis: 2 }), t.expandDims(b, { axis: 0 }))
          expectClose(t.matmul(a, b), t.sum(products, { axis: 1 }))
          expectClose(t.einsum('ij,jk->ik', [a, b]), t.matmul(a, b))
          expectClose(t.tensordot(a, b, { axes: 1 }), t.matmul(a, b))
        }),
      )
    })

    it('with a bias and a ReLU make a linear layer', () => {
      fc.assert(
        fc.property(chain, ([x, w]) => {
          const bias = t.sum(w, { axis: 0 })
          const expected = t.add(t.matmul(x, w), bias)
          expectClose(t.linear(x, w.T, bias), expected)
          expectSame(t.linear(x, w.T, bias, { activation: 'relu' }), t.relu(t.linear(x, w.T, bias)))
        }),
      )
    })
  })

  describe('shapes', () => {
    it('come back', () => {
      holds((x) => {
        expectSame(t.reshape(t.reshape(x, [x.size]), x.shape), x)
        expectSame(x.T.T, x)
        expectSame(t.flip(t.flip(x)), x)
        expectSame(t.squeeze(t.expandDims(x, { axis: -1 }), { axis: -1 }), x)
      })
    })

    it('come back along an axis', () => {
      holds((x) => {
        const n = x.shape[0]
        const halves = [[[0, n >> 1]], [[n >> 1, n]]] as const
        expectSame(t.concat(halves.map((half) => t.slice(x, half))), x)
        expectSame(t.roll(t.roll(x, 3, { axis: 0 }), -3, { axis: 0 }), x)
        const border = x.shape.map(() => [1, 2] as const)
        const inside = x.shape.map((length) => [1, 1 + length] as const)
        expectSame(t.slice(t.pad(x, border), inside), x)
        expectSame(t.take(x, t.arange(0, n, { dtype: 'int32' })), x)
      }, hasAxis)
    })

    it('stack what slices take apart', () => {
      holds(
        (x) => {
          const rows = Array.from({ length: x.shape[0] }, (_, i) => t.slice(x, [i]))
          expectSame(t.stack(rows), x)
        },
        (x) => hasAxis(x) && x.shape[0] > 0,
      )
    })

    it('split a matrix into its triangles', () => {
      holds(
        (x) => {
          expectSame(t.add(t.tril(x), t.triu(x, { k: 1 })), t.add(x, 0))
        },
        (x) => x.ndim >= 2,
      )
    })
  })

  describe('reductions', () => {
    it('agree however they are taken', () => {
      holds((x) => {
        expectClose(t.sum(t.sum(x, { axis: 0 })), t.sum(x))
        expectClose(t.prod(t.prod(x, { axis: -1 })), t.prod(x))
        const total = t.cumulativeSum(x)
        if (x.size > 0) expectClose(t.slice(total, [-1]), t.sum(x))
      }, hasAxis)
    })

    it('put extremes where the search finds them', () => {
      holds(
        (x) => {
          const [largest, smallest] = [
            t.argmax(x, { axis: 0, keepdims: true }),
            t.argmin(x, { axis: 0, keepdims: true }),
          ]
          expectSame(
            t.takeAlongAxis(x, largest, { axis: 0 }),
            t.max(x, { axis: 0, keepdims: true }),
          )
          expectSame(
            t.takeAlongAxis(x, smallest, { axis: 0 }),
            t.min(x, { axis: 0, keepdims: true }),
          )
          expectSame(t.min(x, { axis: 0 }), t.negative(t.max(t.negative(x), { axis: 0 })))
        },
        (x) => hasAxis(x) && x.size > 0,
      )
    })

    it('normalize', () => {
      holds(
        (x) => {
          const y = t.softmax(x)
          expectClose(t.sum(y, { axis: -1 }), t.ones(x.shape.slice(0, -1), { dtype: 'float64' }))
          expectClose(t.log(y), t.logSoftmax(x))
          expectClose(t.softmax(t.add(x, 1000)), y, 1e-11)
          expectClose(t.logSumExp(t.subtract(x, 1000)), t.subtract(t.logSumExp(x), 1000))
        },
        (x) => hasAxis(x) && x.size > 0,
      )
    })
  })

  describe('order', () => {
    it('is the one that positions name', () => {
      holds((x) => {
        expectSame(t.sort(x), t.takeAlongAxis(x, t.argsort(x)))
        expectSame(
          t.sort(x, { descending: true }),
          t.takeAlongAxis(x, t.argsort(x, { descending: true })),
        )
        expectSame(t.sort(t.sort(x)), t.sort(x))
        expectSame(t.topK(x, x.shape[x.ndim - 1]).values, t.sort(x, { descending: true }))
      }, hasAxis)
    })

    it('counts every element once', () => {
      holds((x) => {
        const whole = t.astype(t.round(t.abs(x)), 'int32')
        const { values, counts } = t.unique(whole)
        expect(t.sum(counts).item()).toBe(x.size)
        const bins = t.bincount(t.reshape(whole, [whole.size]), { bins: 10 })
        expectSame(t.take(bins, values), counts)
      })
    })
  })

  describe('elements', () => {
    it('divide with a remainder', () => {
      fc.assert(
        fc.property(arbitraryView('int32'), fc.integer({ min: -7, max: 7 }), (x, d) => {
          fc.pre(d !== 0)
          expectSame(t.add(t.multiply(t.floorDivide(x, d), d), t.remainder(x, d)), x)
          expect(t.all(t.less(t.abs(t.remainder(x, d)), Math.abs(d))).item()).toBe(1)
        }),
      )
    })

    it('undo what their inverses do', () => {
      holds((x) => {
        const small = t.divide(x, 10)
        expectClose(t.log(t.exp(x)), x)
        expectClose(t.log1p(t.expm1(x)), x)
        expectClose(t.asin(t.sin(small)), small)
        expectClose(t.atanh(t.tanh(small)), small)
        expectClose(t.asinh(t.sinh(x)), x)
        expectClose(t.subtract(t.softplus(x), t.softplus(t.negative(x))), x)
        expectClose(t.add(t.sigmoid(x), t.sigmoid(t.negative(x))), t.onesLike(x))
      })
    })
  })
})
