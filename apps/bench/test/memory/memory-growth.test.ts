import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthPerStep } from '../../src/memory/memory-growth.ts'

describe('growthPerStep', () => {
  it('is the slope of a line', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), (slope) => {
        const samples = Array.from({ length: 20 }, (_, i) => ({
          steps: i * 10,
          bytes: 1e6 + slope * i * 10,
        }))
        expect(growthPerStep(samples)).toBeCloseTo(slope, 6)
      }),
    )
  })

  it('leaves out the first half, where memory is first taken', () => {
    const samples = Array.from({ length: 20 }, (_, i) => ({
      steps: i,
      bytes: Math.min(i, 10) * 100,
    }))
    expect(growthPerStep(samples)).toBe(0)
  })

  it('is not moved by a few collections of garbage', () => {
    const samples = Array.from({ length: 40 }, (_, i) => ({
      steps: i,
      bytes: 1000 + (i % 13 === 0 ? 500 : 0),
    }))
    expect(growthPerStep(samples)).toBe(0)
  })

  it('is 0 for fewer than two samples', () => {
    expect(growthPerStep([])).toBe(0)
    expect(growthPerStep([{ steps: 1, bytes: 5 }])).toBe(0)
  })
})
