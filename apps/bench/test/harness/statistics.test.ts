import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { median, medianInterval, summarize } from '../../src/harness/statistics.ts'

const values = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
})

describe('median', () => {
  it('is the middle of an odd row and the mean of the middle two of an even one', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([10, 9])).toBe(9.5)
  })
})

describe('medianInterval', () => {
  // Coverages 1 - 2 sum C(n, i) / 2^n: n = 7 without extremes 0.875, n = 8 0.930, n = 11 without two 0.935.
  it.each([
    [1, 0],
    [5, 0],
    [7, 0],
    [8, 1],
    [10, 1],
    [11, 2],
    [13, 3],
  ])('of %i values drops %i at each end', (count, dropped) => {
    const sorted = Array.from({ length: count }, (_, index) => index)
    expect(medianInterval(sorted)).toEqual([dropped, count - 1 - dropped])
  })
})

describe('summarize', () => {
  it('orders its figures whatever the order of the values', () => {
    fc.assert(
      fc.property(values, (row) => {
        const { min, low, median: middle, high, max, runs } = summarize(row)
        expect(runs).toBe(row.length)
        expect([min, low, middle, high, max]).toEqual(
          [min, low, middle, high, max].toSorted((a, b) => a - b),
        )
        expect(summarize(row.toReversed())).toEqual(summarize(row))
      }),
    )
  })

  it('tells the median absolute deviation', () => {
    expect(summarize([1, 2, 3, 4, 100]).deviation).toBe(1)
  })
})
