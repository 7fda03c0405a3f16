import { describe, expect, it } from 'vitest'
import {
  add,
  erf,
  greater,
  greaterEqual,
  less,
  lessEqual,
  remainder,
  tensor,
} from '../../src/index'
import { onEachBackend } from '../support/backends'

const float64 = (values: number[]) => tensor(values, { dtype: 'float64' })

onEachBackend(() => {
  describe('at the corners', () => {
    it('a remainder of 0 has the sign of the divisor', () => {
      const found = remainder(float64([4, -4, 4, -4]), float64([2, 2, -2, -2])).toTypedArray()
      expect([...found]).toEqual([0, 0, -0, -0])
    })

    it('comparisons tell equal numbers from smaller and larger ones', () => {
      const [a, b] = [float64([1, 2, 3]), float64([2, 2, 2])]
      const told = [greater, greaterEqual, less, lessEqual].map((compare) => [
        ...compare(a, b).toTypedArray(),
      ])
      expect(told).toEqual([
        [0, 0, 1],
        [0, 1, 1],
        [1, 0, 0],
        [1, 1, 0],
      ])
    })

    it('two trues are true', () => {
      expect(add(tensor([true]), tensor([true])).toArray()).toEqual([true])
      expect([...add(tensor([true]), tensor([true])).toTypedArray()]).toEqual([1])
    })

    // The figures of C's erf.
    it('erf is 1 only where nothing smaller is left, and keeps the sign of 0', () => {
      const found = erf(float64([0, -0, 1, 3, 5, 7, -3])).toTypedArray()
      const expected = [0, -0, 0.8427007929497149, 0.9999779095030014, 0.9999999999984626, 1]
      expect([found[0], found[1]]).toEqual([0, -0])
      for (const [i, value] of [...expected, -0.9999779095030014].entries())
        expect(Math.abs(found[i] - value)).toBeLessThan(4e-16)
    })
  })
})
