import { describe, expect, it } from 'vitest'
import { compare } from '../../src/harness/agreement.ts'

/** Measured with NumPy: float64, float32, and float64 with a learning rate of 0.0101. */
const float64 = {
  early: { loss: 1.173072984, lossAfter: 0.670852858 },
  runs: [{ loss: 0.441979875, lossAfter: 0.259384691 }],
}
const float32 = {
  early: { loss: 1.173072937, lossAfter: 0.67085284 },
  runs: [{ loss: 0.441982049, lossAfter: 0.259444237 }],
}
const otherRate = {
  early: { loss: 1.173072984 * (1 - 0.00418), lossAfter: 0.670852858 * (1 - 0.00612) },
  runs: [{ loss: 0.441979875 * (1 - 0.00401), lossAfter: 0.259384691 * (1 - 0.00421) }],
}

describe('compare', () => {
  it('lets float32 rounding pass, and tells how far it went', () => {
    expect(compare(float32, float64)).toEqual({
      agrees: true,
      early: expect.closeTo(4e-8, 8),
      whole: expect.closeTo(2.3e-4, 6),
    })
  })

  it('finds other training', () => {
    expect(compare(otherRate, float64).agrees).toBe(false)
  })

  it('finds other training by its early run alone', () => {
    expect(compare({ ...float64, early: otherRate.early }, float64).agrees).toBe(false)
  })

  it('finds one different run among many', () => {
    const runs = [...float64.runs, ...otherRate.runs, ...float64.runs]
    expect(compare({ ...float64, runs }, float64).agrees).toBe(false)
  })

  it('does not take a loss that is not a number for agreement', () => {
    const runs = [{ loss: Number.NaN, lossAfter: 0.26 }]
    expect(compare({ ...float64, runs }, float64).agrees).toBe(false)
  })
})
