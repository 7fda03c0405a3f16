import { describe, expect, it } from 'vitest'
import { compare } from '../../src/harness/agreement.ts'

const reference = { loss: 0.43986296941629993, lossAfter: 0.2657786869377712 }

describe('compare', () => {
  it('lets float32 rounding pass', () => {
    const float32 = { loss: 0.4398650414069494, lossAfter: 0.2657962739467621 }
    expect(compare([reference, float32], reference)).toEqual({
      agrees: true,
      difference: expect.closeTo(6.617e-5, 8),
    })
  })

  it('finds other training in the loss after it, though the mean loss is close', () => {
    const otherRate = { loss: reference.loss, lossAfter: reference.lossAfter * 1.005 }
    expect(compare([otherRate], reference).agrees).toBe(false)
  })

  it('finds one different run among many', () => {
    const other = { loss: reference.loss * 1.001, lossAfter: reference.lossAfter }
    expect(compare([reference, other, reference], reference).agrees).toBe(false)
  })

  it('does not take a loss that is not a number for agreement', () => {
    expect(compare([{ loss: Number.NaN, lossAfter: 0.27 }], reference).agrees).toBe(false)
  })
})
