import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalsOf, multiples, roundStep } from '../../src/chart/ticks'

describe('roundStep', () => {
  it.each([
    [10, 5, 2],
    [1, 4, 0.5],
    [2.3, 3, 1],
    [0.07, 5, 0.02],
    [938, 4, 500],
  ])('cuts a range of %d into at most %d pieces with a step of %d', (range, count, step) => {
    expect(roundStep(range, count)).toBeCloseTo(step, 12)
  })

  it('is 1, 2 or 5 times a power of ten, and never cuts finer than asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (range, count) => {
          const step = roundStep(range, count)
          const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9)
          expect([1, 2, 5].some((factor) => Math.abs(mantissa - factor) < 1e-6)).toBe(true)
          expect(range / step).toBeLessThanOrEqual(count * (1 + 1e-6))
        },
      ),
    )
  })
})

describe('multiples', () => {
  it('are those within the range, its ends included', () => {
    expect(multiples(0.1, 0.3, 0.1).map((value) => value.toFixed(1))).toEqual(['0.1', '0.2', '0.3'])
    expect(multiples(-1, 1.4, 0.5)).toEqual([-1, -0.5, 0, 0.5, 1])
  })

  it('are none where none lies between', () => {
    expect(multiples(0.2, 0.8, 1)).toEqual([])
  })
})

describe('decimalsOf', () => {
  it('is what multiples of the step need', () => {
    expect([5, 1, 0.5, 0.2, 0.05, 0.001].map(decimalsOf)).toEqual([0, 0, 1, 1, 2, 3])
  })
})
