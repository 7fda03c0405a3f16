import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'
import { tensor } from '../../src/index'
import { onEachBackend } from '../support/backends'
import { numbers } from '../support/layouts'

const labels = tensor([2, 0, 1, 1], { dtype: 'int32' })

onEachBackend(() => {
  describe('softmaxCrossEntropy', () => {
    it('is the mean of what logSoftmax leaves at the labels', () => {
      const logits = numbers([4, 3], -5, 5)
      const { loss } = t.softmaxCrossEntropy(logits, labels)
      const picked = t.takeAlongAxis(t.logSoftmax(logits), t.expandDims(labels, { axis: 1 }))
      expect(loss.item()).toBeCloseTo(-t.mean(picked).item(), 14)
    })

    it.each([0.1, 1])('spreads %s of the target over all classes', (labelSmoothing) => {
      const logits = numbers([4, 3], -5, 5)
      const { loss } = t.softmaxCrossEntropy(logits, labels, { labelSmoothing })
      const hot = t.oneHot(labels, 3, { dtype: 'float64' })
      const target = t.add(t.multiply(hot, 1 - labelSmoothing), labelSmoothing / 3)
      const costs = t.sum(t.multiply(t.logSoftmax(logits), target), { axis: 1 })
      expect(loss.item()).toBeCloseTo(-t.mean(costs).item(), 13)
    })

    it('refuses a smoothing outside of 0 to 1', () => {
      const logits = numbers([4, 3], -5, 5)
      const smooth = (labelSmoothing: number) => () =>
        t.softmaxCrossEntropy(logits, labels, { labelSmoothing })
      expect(smooth(1.1)).toThrow(t.ValueError)
      expect(smooth(Number.NaN)).toThrow('labelSmoothing')
    })

    it('counts the rows whose first maximum is at the label', () => {
      const logits = tensor([
        [0, 1, 2],
        [1, 1, 0],
        [1, 1, 0],
        [Number.NaN, 5, 0],
      ])
      expect(t.softmaxCrossEntropy(logits, labels).correct.item()).toBe(2)
    })

    it('takes logits of any size', () => {
      const logits = tensor([[1e4, -1e4, 0]], { dtype: 'float64', requiresGrad: true })
      const { loss } = t.softmaxCrossEntropy(logits, tensor([1], { dtype: 'int32' }))
      expect(loss.item()).toBe(2e4)
      loss.backward()
      expect(logits.grad?.toArray()).toEqual([[1, -1, 0]])
    })

    it('is NaN for no rows', () => {
      expect(
        t.softmaxCrossEntropy(t.zeros([0, 3]), t.zeros([0], { dtype: 'int32' })).loss.item(),
      ).toBeNaN()
    })

    it.each([
      ['a label past the classes', t.zeros([1, 3]), tensor([3], { dtype: 'int32' }), t.IndexError],
      ['a negative label', t.zeros([1, 3]), tensor([-1], { dtype: 'int32' }), t.IndexError],
      ['labels of another length', t.zeros([2, 3]), tensor([1], { dtype: 'int32' }), t.ShapeError],
      ['logits of another rank', t.zeros([3]), tensor([1], { dtype: 'int32' }), t.ShapeError],
      ['float labels', t.zeros([1, 3]), tensor([1]), t.DTypeError],
      [
        'integer logits',
        t.zeros([1, 3], { dtype: 'int32' }),
        tensor([1], { dtype: 'int32' }),
        t.DTypeError,
      ],
    ])('refuses %s', (_, logits, wrong, error) => {
      expect(() => t.softmaxCrossEntropy(logits, wrong)).toThrow(error)
      expect(() => t.softmaxCrossEntropy(logits, wrong)).toThrow('softmaxCrossEntropy: ')
    })
  })

  describe('gatherRows', () => {
    const source = t.reshape(t.arange(12, undefined, { dtype: 'uint8' }), [3, 2, 2])
    const rows = tensor([2, 0, 2], { dtype: 'int32' })

    it('flattens, converts, scales and shifts', () => {
      const found = t.gatherRows(source, rows, { scale: 2, shift: -1, dtype: 'float64' })
      expect(found.toArray()).toEqual([
        [15, 17, 19, 21],
        [-1, 1, 3, 5],
        [15, 17, 19, 21],
      ])
      expect(t.gatherRows(tensor([5, 6, 7]), rows).toArray()).toEqual([[7], [5], [7]])
      expect(t.gatherRows(t.zeros([3, 0]), rows).shape).toEqual([3, 0])
    })

    it.each([
      [
        'a row past the end',
        () => t.gatherRows(source, tensor([3], { dtype: 'int32' })),
        t.IndexError,
      ],
      [
        'a negative row',
        () => t.gatherRows(source, tensor([-1], { dtype: 'int32' })),
        t.IndexError,
      ],
      ['float rows', () => t.gatherRows(source, tensor([1])), t.DTypeError],
      [
        'a matrix of rows',
        () => t.gatherRows(source, t.zeros([1, 1], { dtype: 'int32' })),
        t.ShapeError,
      ],
    ])('refuses %s', (_, wrong, error) => {
      expect(wrong).toThrow(error)
      expect(wrong).toThrow('gatherRows: ')
    })
  })
})
