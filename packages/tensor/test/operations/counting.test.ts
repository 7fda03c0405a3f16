import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { tensor } from '../../src/index'
import { onEachBackend } from '../support/backends'

const int = (values: t.NestedInput) => tensor(values, { dtype: 'int32' })

onEachBackend(() => {
  describe('bincount', () => {
    it('counts, or sums weights', () => {
      expect(t.bincount(int([1, 3, 1])).toArray()).toEqual([0, 2, 0, 1])
      expect(t.bincount(int([1, 3, 1]), { bins: 5 }).toArray()).toEqual([0, 2, 0, 1, 0])
      expect(t.bincount(int([1, 0, 1]), { weights: tensor([0.5, 2, 1]) }).toArray()).toEqual([
        2, 1.5,
      ])
      expect(t.bincount(int([1, 1]), { weights: tensor([true, true]) }).toArray()).toEqual([0, 2])
      expect(t.bincount(int([])).toArray()).toEqual([])
    })

    it.each([
      ['a negative number', () => t.bincount(int([-1, 2]))],
      ['only negative numbers', () => t.bincount(int([-1]))],
      ['a number past the bins', () => t.bincount(int([2]), { bins: 2 })],
    ])('refuses %s', (_, wrong) => {
      expect(wrong).toThrow(t.IndexError)
      expect(wrong).toThrow('bincount: ')
    })
  })

  describe('unique', () => {
    it('sorts what is there and counts it', () => {
      const { values, counts } = t.unique(
        tensor([
          [3, 1],
          [3, -0.5],
        ]),
      )
      expect(values.toArray()).toEqual([-0.5, 1, 3])
      expect(counts.toArray()).toEqual([1, 1, 2])
      expect(counts.dtype).toBe('int32')
      expect(t.unique(tensor([[3, 1, 3, -0.5]])).indices.toArray()).toEqual([3, 1, 0])
    })

    it('tells which value each element has', () => {
      const x = tensor([
        [3, 1],
        [3, -0.5],
      ])
      const { values, inverse } = t.unique(x.T)
      expect(inverse.toArray()).toEqual([
        [2, 2],
        [1, 0],
      ])
      expect(t.take(values, t.reshape(inverse, [4])).toArray()).toEqual([3, 3, 1, -0.5])
    })

    it('takes nothing, bool and NaN', () => {
      expect(t.unique(tensor([])).values.shape).toEqual([0])
      expect(t.unique(tensor([true, true])).values.toArray()).toEqual([true])
      expect(t.unique(tensor([Number.NaN, 1, Number.NaN])).counts.toArray()).toEqual([1, 1, 1])
    })
  })

  describe('nonzero', () => {
    it('lists positions in row-major order', () => {
      const x = tensor([
        [0, 2],
        [Number.NaN, 0],
      ])
      expect(t.nonzero(x).toArray()).toEqual([
        [0, 1],
        [1, 0],
      ])
      expect(t.nonzero(x.T).toArray()).toEqual([
        [0, 1],
        [1, 0],
      ])
      expect(t.nonzero(tensor(5)).shape).toEqual([1, 0])
      expect(t.nonzero(t.zeros([2, 3])).shape).toEqual([0, 2])
    })
  })

  describe('topK', () => {
    it('gives the largest first, and the first of equals', () => {
      const { values, indices } = t.topK(
        tensor([
          [1, 3, 3],
          [2, Number.NaN, 5],
        ]),
        2,
      )
      expect(values.toArray()).toEqual([
        [3, 3],
        [Number.NaN, 5],
      ])
      expect(indices.toArray()).toEqual([
        [1, 2],
        [1, 2],
      ])
      expect(t.topK(tensor([1, 2]), 0).values.shape).toEqual([0])
      expect(
        t
          .topK(
            tensor([
              [1, 5],
              [2, 4],
            ]),
            1,
            { axis: 0 },
          )
          .values.toArray(),
      ).toEqual([[2, 5]])
    })

    it('refuses more than there are', () => {
      expect(() => t.topK(tensor([1, 2]), 3)).toThrow(
        'topK: expected k from 0 to the size 2, found 3',
      )
    })
  })

  describe('sort', () => {
    it('puts NaN last, and first when descending', () => {
      const x = tensor([2, Number.NaN, -1, Number.NEGATIVE_INFINITY])
      expect(t.sort(x).toArray()).toEqual([Number.NEGATIVE_INFINITY, -1, 2, Number.NaN])
      expect(t.argsort(x, { descending: true }).toArray()).toEqual([1, 0, 2, 3])
    })

    it('leaves equals in their order both ways', () => {
      const x = int([1, 0, 1, 0])
      expect(t.argsort(x).toArray()).toEqual([1, 3, 0, 2])
      expect(t.argsort(x, { descending: true }).toArray()).toEqual([0, 2, 1, 3])
    })
  })

  describe('meshgrid', () => {
    it('runs along columns or rows', () => {
      const lines = [tensor([1, 2, 3]), tensor([10, 20])]
      const [x, y] = t.meshgrid(lines)
      expect(x.toArray()).toEqual([
        [1, 2, 3],
        [1, 2, 3],
      ])
      expect(y.toArray()).toEqual([
        [10, 10, 10],
        [20, 20, 20],
      ])
      const [i] = t.meshgrid(lines, { indexing: 'ij' })
      expect(i.toArray()).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
      ])
    })
  })

  describe('oneHot', () => {
    it('adds an axis', () => {
      const hot = t.oneHot(tensor([[2], [0]], { dtype: 'uint8' }), 3, { dtype: 'bool' })
      expect(hot.toArray()).toEqual([[[false, false, true]], [[true, false, false]]])
    })

    it('refuses a negative label, which is no class', () => {
      expect(() => t.oneHot(int([-1]), 3)).toThrow('oneHot: expected whole numbers from 0 to 2')
    })
  })
})
