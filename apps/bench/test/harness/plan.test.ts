import { describe, expect, it } from 'vitest'
import { planSteps, stepsOf } from '../../src/harness/plan.ts'

const plan = { stepsPerEpoch: 938, rounds: 9, budgetSeconds: 180 }

describe('planSteps', () => {
  it('takes the whole epoch where it fits', () => {
    expect(planSteps({ ...plan, secondsPerStep: [0.001, 0.002] })).toBe(938)
  })

  it('takes the part that fits into the budget with all rounds of all subjects', () => {
    const steps = planSteps({ ...plan, secondsPerStep: [0.005, 0.005, 0.005, 0.005, 0.005, 0.005] })
    expect(steps).toBe(666)
    expect(steps * 0.03 * 9).toBeLessThanOrEqual(180)
  })

  it('lets a slow subject take a second a run, so that the others take whole epochs', () => {
    const secondsPerStep = [0.001, 0.1, 0.02]
    const steps = planSteps({ ...plan, budgetSeconds: 30, secondsPerStep })
    expect(steps).toBe(938)
    const own = secondsPerStep.map((seconds) => stepsOf(seconds, { steps, stepsPerEpoch: 938 }))
    expect(own).toEqual([938, 10, 50])
    expect(planSteps({ ...plan, budgetSeconds: 22.6, secondsPerStep })).toBe(511)
  })

  it('takes one step at the least', () => {
    expect(planSteps({ ...plan, budgetSeconds: 0.001, secondsPerStep: [0.001] })).toBe(1)
    expect(stepsOf(1000, { steps: 938, stepsPerEpoch: 938 })).toBe(1)
  })
})
