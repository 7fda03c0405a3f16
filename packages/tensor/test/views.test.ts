import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tensor } from '../src/index'
import * as t from '../src/index'
import { onEachBackend } from './support/backends'
import { arbitraryView } from './support/views'

/** [name, an operation that gives a view, the shape of its base]. */
const views: [string, (x: Tensor) => Tensor, number[]][] = [
  ['an index', (x) => t.slice(x, [1]), [3, 4]],
  [
    'a range with a step',
    (x) =>
      t.slice(x, [
        [1, null, 2],
        [0, 3],
      ]),
    [5, 4],
  ],
  ['a range backwards', (x) => t.slice(x, [[null, null, -2], -1]), [5, 4]],
  ['an empty range', (x) => t.slice(x, [[2, 1]]), [3, 4]],
  ['the method slice', (x) => x.slice([[], [1]]), [3, 4]],
  ['permuteDims', (x) => t.permuteDims(x, [2, 0, 1]), [2, 3, 4]],
  ['matrixTranspose', (x) => t.matrixTranspose(x), [2, 3, 4]],
  ['T', (x) => x.T, [2, 3, 4]],
  ['reshape', (x) => t.reshape(x, [2, -1]), [3, 4]],
  ['reshape of a transpose', (x) => t.reshape(x.T, [2, 2, 1, 3]), [3, 4]],
  [
    'reshape of every second row',
    (x) => t.reshape(t.slice(x, [[null, null, 2]]), [3, 2, 2]),
    [6, 4],
  ],
  ['expandDims', (x) => t.expandDims(x, { axis: 1 }), [3, 4]],
  ['squeeze', (x) => t.squeeze(x), [3, 1, 4]],
  ['broadcastTo', (x) => t.broadcastTo(x, [1, 3, 4]), [3, 4]],
  ['flip', (x) => t.flip(x, { axis: -1 }), [3, 4]],
  ['diagonal', (x) => t.diagonal(x), [3, 4]],
  ['slidingWindows that do not meet', (x) => t.slidingWindows(x, [2], { step: [2] }), [3, 4]],
  ['detach', (x) => x.detach(), [3, 4]],
  ['astype to the same dtype', (x) => t.astype(x, 'float64'), [3, 4]],
  ['a view of a view', (x) => t.flip(t.slice(x.T, [[1, 3]])), [3, 4]],
]

onEachBackend(() => {
  describe('writing into a view writes into its base', () => {
    it.each(views)('%s', (_, view, shape) => {
      const size = shape.reduce((a, b) => a * b, 1)
      const places = t.reshape(t.arange(0, size, { dtype: 'float64' }), shape)
      const written = view(t.copy(places)).toTypedArray()
      const base = t.zeros(shape, { dtype: 'float64' })
      const part = view(base)
      expect(part.storage).toBe(base.storage)
      t.copyInto(part, t.add(view(places), 100))
      base.toTypedArray().forEach((value, place) => {
        expect(value).toBe(written.includes(place) ? place + 100 : 0)
      })
      t.copyInto(base, places)
      expect(part.toTypedArray()).toEqual(written)
    })
  })

  it('reshape keeps the elements in their order, and a view where it only adds or splits axes', () => {
    fc.assert(
      fc.property(arbitraryView('float64'), (x) => {
        const split = x.shape.flatMap((length) => (length % 2 === 0 ? [2, length / 2] : [length]))
        for (const shape of [[x.size], x.shape.toReversed(), split, [1, ...x.shape, 1]]) {
          const y = t.reshape(x, shape)
          expect(y.toTypedArray()).toEqual(x.toTypedArray())
          if (shape.length > x.ndim && x.ndim > 0) expect(y.storage).toBe(x.storage)
        }
      }),
    )
  })
})

describe('reshape copies where it must', () => {
  const x = t.reshape(t.arange(12), [3, 4])

  it.each([
    ['joining transposed axes', x.T, [12]],
    ['joining the rest of a slice', t.slice(x, [[], [0, 3]]), [9]],
    ['joining repeated rows', t.broadcastTo(t.arange(3), [2, 3]), [6]],
    ['joining flipped columns', t.flip(x, { axis: 1 }), [12]],
  ])('%s', (_, view, shape) => {
    const y = t.reshape(view, shape)
    expect(y.storage).not.toBe(view.storage)
    expect(y.toTypedArray()).toEqual(view.toTypedArray())
  })

  it('but not for what was flipped as a whole', () => {
    const turned = t.reshape(t.flip(x), [12])
    expect(turned.storage).toBe(x.storage)
    expect(turned.toTypedArray()).toEqual(x.toTypedArray().toReversed())
  })
})

describe('fromTypedArray', () => {
  it.each([
    ['float32', new Float32Array(6)],
    ['float64', new Float64Array(6)],
    ['int32', new Int32Array(6)],
    ['uint8', new Uint8Array(6)],
  ] as const)('stands on the memory it is given: %s', (dtype, data) => {
    const x = t.fromTypedArray(data, [2, 3])
    expect([x.dtype, x.shape]).toEqual([dtype, [2, 3]])
    expect(x.data).toBe(data)
    data[4] = 7
    expect(t.slice(x, [1, 1]).item()).toBe(7)
    t.fill(x.T.slice([0]), 9)
    expect([...data]).toEqual([9, 0, 0, 9, 7, 0])
    t.copyInto(x, t.negative(t.add(x, 1)))
    expect([...data]).toEqual([...data.map((_, i) => [-10, -1, -1, -10, -8, -1][i])])
  })

  it('takes a part of larger memory as it lies', () => {
    const whole = new Float32Array([0, 1, 2, 3, 4, 5])
    const x = t.fromTypedArray(whole.subarray(2, 5))
    t.fill(x, 8)
    expect([...whole]).toEqual([0, 1, 8, 8, 8, 5])
  })
})
