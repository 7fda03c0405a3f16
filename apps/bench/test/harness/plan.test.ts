import { describe, expect, it } from 'vitest'
import { planSteps } from '../../src/harness/plan.ts'

const plan = { stepsPerEpoch: 938, rounds: 9, budgetSeconds: 180 }

describe('planSteps', () => {
  it('takes the whole epoch where it fits', () => {
    expect(planSteps({ ...plan, secondsPerStep: [0.001, 0.002] })).toBe(938)
  })

  it('takes the part that fits into the budget with all rounds of all subjects', () => {
    const steps = planSteps({ ...plan, secondsPerStep: [0.05, 0.002, 0.003] })
    expect(steps).toBe(363)
    expect(steps * 0.055 * 9).toBeLessThanOrEqual(180)
  })

  it('takes one step at the least', () => {
    expect(planSteps({ ...plan, secondsPerStep: [1000] })).toBe(1)
  })
})
