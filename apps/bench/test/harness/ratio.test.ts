import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratio } from '../../src/harness/ratio.ts'

describe('ratio', () => {
  it('is taken round by round, so that a slow round cancels', () => {
    const slowed = fc.array(fc.double({ min: 0.5, max: 20, noNaN: true }), {
      minLength: 5,
      maxLength: 15,
    })
    fc.assert(
      fc.property(slowed, (slowness) => {
        const told = ratio(
          slowness.map((factor) => 3 * factor),
          slowness.map((factor) => 2 * factor),
        )
        expect(told.median).toBeCloseTo(1.5, 12)
        expect(told.verdict).toBe('faster')
        expect(told.noisy).toBe(false)
      }),
    )
  })

  it('calls neither side faster when the interval holds 1', () => {
    expect(ratio([0.9, 1.1, 0.95, 1.05, 1], [1, 1, 1, 1, 1]).verdict).toBe('even')
    expect(ratio([1, 1, 1, 1, 1], [2, 2, 2, 2, 2]).verdict).toBe('slower')
  })

  it('is noisy when the interval reaches past 15% or the rounds are fewer than five', () => {
    const ones = (count: number) => Array.from({ length: count }, () => 1)
    expect(ratio([1.9, 2, 2, 2, 2.4], ones(5)).noisy).toBe(true)
    expect(ratio([1.9, 2, 2, 2, 2.2], ones(5)).noisy).toBe(false)
    expect(ratio([2, 2, 2, 2], ones(4)).noisy).toBe(true)
  })

  it('is not noisy for one stray round among eight', () => {
    expect(ratio([2, 2, 2, 2, 2, 2, 2, 9], [1, 1, 1, 1, 1, 1, 1, 1]).noisy).toBe(false)
  })
})
