import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { type DType, Tensor } from '../../src/index'
import { onEachBackend } from '../support/backends'
import { arbitraryView, rowMajor } from '../support/views'

const last = (x: Tensor) => x.shape[x.ndim - 1] ?? 0
const hasAxis = (x: Tensor) => x.ndim > 0
const isFull = (x: Tensor) => hasAxis(x) && x.size > 0

/** [name, operation, which tensors it takes, dtypes]. */
type Operation = readonly [
  name: string,
  run: (x: Tensor) => Tensor,
  takes?: ((x: Tensor) => boolean) | undefined,
  dtypes?: readonly DType[],
]

const floats = ['float64', 'float32'] as const
const numbers = ['float64', 'float32', 'int32', 'uint8'] as const
const every = [...numbers, 'bool'] as const

const operations: Operation[] = [
  ['exp', (x) => t.exp(x)],
  ['abs', (x) => t.abs(x), undefined, numbers],
  ['isfinite', (x) => t.isfinite(x)],
  ['add to itself', (x) => t.add(x, x), undefined, every],
  ['add a row', (x) => t.add(x, t.flip(x)), undefined, numbers],
  ['pow', (x) => t.pow(x, 2), undefined, numbers],
  ['less', (x) => t.less(x, t.flip(x)), undefined, every],
  ['where', (x) => t.where(t.greater(x, 0), x, t.flip(x)), undefined, numbers],
  ['astype int32', (x) => t.astype(x, 'int32'), undefined, every],
  ['astype bool', (x) => t.astype(x, 'bool'), undefined, every],
  ['copy', (x) => t.copy(x), undefined, every],
  ['reshape', (x) => t.reshape(x, [x.size]), undefined, every],
  ['sum', (x) => t.sum(x), undefined, every],
  ['sum along the last axis', (x) => t.sum(x, { axis: -1 }), hasAxis, every],
  ['prod along the first axis', (x) => t.prod(x, { axis: 0 }), hasAxis, numbers],
  ['logSumExp', (x) => t.logSumExp(x)],
  ['max', (x) => t.max(x), (x) => x.size > 0, every],
  ['any', (x) => t.any(x, { axis: 0 }), hasAxis, every],
  ['argmax', (x) => t.argmax(x, { axis: -1 }), isFull, numbers],
  ['cumulativeSum', (x) => t.cumulativeSum(x, { axis: 0 }), hasAxis, every],
  ['sort', (x) => t.sort(x), hasAxis, numbers],
  ['argsort', (x) => t.argsort(x, { axis: 0, descending: true }), hasAxis, numbers],
  ['softmax', (x) => t.softmax(x), hasAxis],
  ['logSoftmax', (x) => t.logSoftmax(x, { axis: 0 }), hasAxis],
  ['matmul', (x) => t.matmul(t.matrixTranspose(x), x), (x) => x.ndim >= 2, every],
  ['take', (x) => t.take(x, t.tensor([0, -1], { dtype: 'int32' })), isFull, every],
  ['takeAlongAxis', (x) => t.takeAlongAxis(x, t.argsort(x)), hasAxis, numbers],
  ['nonzero', (x) => t.nonzero(t.round(x)), undefined, every],
  ['unique', (x) => t.unique(t.round(x)).values, undefined, every],
  ['concat', (x) => t.concat([x, x]), hasAxis, every],
  [
    'pad',
    (x) =>
      t.pad(
        x,
        x.shape.map(() => [1, 0] as const),
        { value: 1 },
      ),
    undefined,
    every,
  ],
  ['roll', (x) => t.roll(x, 1), undefined, every],
  ['slidingWindows', (x) => t.slidingWindows(x, [2]), (x) => last(x) >= 2, every],
  [
    'gatherRows',
    (x) => t.gatherRows(x, t.tensor([0, 0], { dtype: 'int32' }), { scale: 0.5 }),
    isFull,
    every,
  ],
]

onEachBackend(() => {
  describe('an operation on a view gives the bits that it gives on a copy', () => {
    const cases = operations.flatMap(([name, run, takes = () => true, dtypes = floats]) =>
      dtypes.map((dtype) => ({ name, dtype, run, takes })),
    )

    it.each(cases)('$name, $dtype', ({ run, takes, dtype }) => {
      fc.assert(
        fc.property(arbitraryView(dtype).filter(takes), (x) => {
          const [found, expected] = [run(x), run(rowMajor(x))]
          expect(found.shape).toEqual(expected.shape)
          expect(found.dtype).toBe(expected.dtype)
          expect(found.toTypedArray()).toEqual(expected.toTypedArray())
        }),
        { numRuns: 40 },
      )
    })
  })

  describe('views', () => {
    it('write through to what they are views of', () => {
      fc.assert(
        fc.property(arbitraryView('float64'), (x) => {
          fc.pre(!x.strides.some((stride, axis) => stride === 0 && x.shape[axis] > 1))
          t.copyInto(x, t.multiply(x, 2))
          const again = new Tensor(x.storage, x.shape, x.strides, x.offset)
          expect(again.toTypedArray()).toEqual(x.toTypedArray())
          t.fill(x, 7)
          expect(t.all(t.equal(x, 7)).item()).toBe(1)
        }),
      )
    })

    it('copy into overlapping memory as if through a copy', () => {
      const x = t.arange(6)
      t.copyInto(t.slice(x, [[1, 6]]), t.slice(x, [[0, 5]]))
      expect(x.toArray()).toEqual([0, 0, 1, 2, 3, 4])
      t.copyInto(x, t.flip(x))
      expect(x.toArray()).toEqual([4, 3, 2, 1, 0, 0])
    })

    it('are shared where they are views, and not where they are copies', () => {
      const x = t.reshape(t.arange(6), [2, 3])
      const views = [
        x.T,
        t.slice(x, [0]),
        t.reshape(x, [6]),
        t.expandDims(x),
        t.broadcastTo(x, [2, 2, 3]),
      ]
      for (const view of [...views, t.flip(x), x.detach(), t.slidingWindows(x, [2])]) {
        expect(view.storage).toBe(x.storage)
      }
      for (const copy of [t.reshape(x.T, [6]), t.copy(x), t.tensor(x.toTypedArray())]) {
        expect(copy.storage).not.toBe(x.storage)
      }
    })

    it('refuse to be written where elements share memory', () => {
      const x = t.broadcastTo(t.zeros([1]), [3])
      expect(() => t.fill(x, 1)).toThrow('fill: the target [3] is a broadcast view')
    })
  })
})
