import { describe, expect, it } from 'vitest'
import * as t from '../src/index'
import { type DType, tensor } from '../src/index'
import { onEachBackend } from './support/backends'

const dtypes: DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64']

/** NumPy's table for these dtypes: `numpy.result_type`. */
const promotion: DType[][] = [
  ['bool', 'uint8', 'int32', 'float32', 'float64'],
  ['uint8', 'uint8', 'int32', 'float32', 'float64'],
  ['int32', 'int32', 'int32', 'float64', 'float64'],
  ['float32', 'float32', 'float64', 'float32', 'float64'],
  ['float64', 'float64', 'float64', 'float64', 'float64'],
]

onEachBackend(() => {
  describe('dtypes', () => {
    it('promote as in NumPy', () => {
      const found = dtypes.map((a) =>
        dtypes.map((b) => t.add(tensor([1], { dtype: a }), tensor([1], { dtype: b })).dtype),
      )
      expect(found).toEqual(promotion)
    })

    it.each([
      ['uint8', 200, 'uint8'],
      ['uint8', 300, 'int32'],
      ['uint8', -1, 'int32'],
      ['uint8', 0.5, 'float64'],
      ['int32', 2 ** 31 - 1, 'int32'],
      ['int32', 2 ** 31, 'float64'],
      ['int32', true, 'int32'],
      ['float32', 0.1, 'float32'],
      ['float32', 2 ** 40, 'float32'],
      ['bool', true, 'bool'],
      ['bool', 1, 'int32'],
    ] as const)('%s beside the number %s gives %s', (dtype, number, expected) => {
      expect(t.maximum(tensor([1], { dtype }), number).dtype).toBe(expected)
      expect(t.maximum(number, tensor([1], { dtype })).dtype).toBe(expected)
    })

    it('give floats where a function needs them, and room where sums do', () => {
      const bytes = tensor([200, 100], { dtype: 'uint8' })
      expect([t.exp(bytes), t.mean(bytes), t.divide(bytes, bytes)].map((x) => x.dtype)).toEqual([
        'float64',
        'float64',
        'float64',
      ])
      expect(t.sum(bytes).item()).toBe(300)
      expect(t.sum(tensor([true, true])).item()).toBe(2)
      expect(t.add(bytes, bytes).toArray()).toEqual([144, 200])
    })

    it('wrap integers around, with all their bits', () => {
      const x = tensor([2 ** 31 - 1, 123456789], { dtype: 'int32' })
      expect(t.multiply(x, x).toArray()).toEqual([1, Math.imul(123456789, 123456789)])
      expect(t.pow(x, 3).toTypedArray()[1]).toBe(
        Math.imul(Math.imul(123456789, 123456789), 123456789),
      )
      expect(t.matmul(x, x).item()).toBe((1 + Math.imul(123456789, 123456789)) | 0)
      expect(t.prod(x).item()).toBe(Math.imul(2 ** 31 - 1, 123456789))
    })

    it('keep bool to 0 and 1', () => {
      const x = tensor([
        [true, true],
        [false, true],
      ])
      for (const y of [
        t.add(x, x),
        t.multiply(x, x),
        t.matmul(x, x),
        t.maximum(x, x),
        t.cumulativeSum(x),
      ]) {
        expect(Math.max(...y.toTypedArray())).toBeLessThanOrEqual(y.dtype === 'bool' ? 1 : 3)
      }
      expect(t.matmul(x, x).toArray()).toEqual([
        [true, true],
        [false, true],
      ])
      expect(() => t.subtract(x, x)).toThrow('subtract: not for bool; use logicalXor')
      expect(() => t.negative(x)).toThrow('negative: not for bool; use logicalNot')
    })

    it('converting cuts toward zero and wraps around', () => {
      const x = tensor([-1.7, 1.7, 300.5, Number.NaN], { dtype: 'float64' })
      expect(t.astype(x, 'int32').toArray()).toEqual([-1, 1, 300, 0])
      expect(t.astype(x, 'uint8').toArray()).toEqual([255, 1, 44, 0])
      expect(t.astype(x, 'bool').toArray()).toEqual([true, true, true, true])
      expect(t.astype(x, 'float64')).toBe(x)
    })
  })
})
