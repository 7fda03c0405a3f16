import { describe, expect, it } from 'vitest'
import {
  chainedSchedule,
  constantSchedule,
  cosineSchedule,
  exponentialSchedule,
  linearSchedule,
  multiStepSchedule,
  OptionError,
  oneCycleSchedule,
  type Schedule,
  stepSchedule,
  warmUpSchedule,
} from '../src/index'
import { readFixture } from './support/golden'

interface Golden {
  schedules: { name: string; base_lr: number; lr_at_step: number[] }[]
}

const made: Record<string, (rate: number) => Schedule> = {
  'StepLR step_size=5 gamma=0.5': (rate) => stepSchedule(rate, { stepSize: 5, gamma: 0.5 }),
  'MultiStepLR milestones=[4,11] gamma=0.1': (rate) =>
    multiStepSchedule(rate, { milestones: [4, 11], gamma: 0.1 }),
  'ExponentialLR gamma=0.9': (rate) => exponentialSchedule(rate, { gamma: 0.9 }),
  'CosineAnnealingLR T_max=20 eta_min=0.001': (rate) =>
    cosineSchedule(rate, { period: 20, minimum: 0.001 }),
  'LinearLR start=0.1 end=1 total_iters=8': (rate) =>
    linearSchedule(rate, { start: 0.1, end: 1, steps: 8 }),
  'OneCycleLR max_lr=0.5 total_steps=20': () => oneCycleSchedule(0.5, { steps: 20 }),
}

function expectRates(schedule: Schedule, rates: readonly number[]): void {
  rates.forEach((rate, step) => {
    expect(Math.abs(schedule(step) - rate), `step ${step}`).toBeLessThanOrEqual(
      1e-10 * rate + 1e-15,
    )
  })
}

describe('schedules as PyTorch computes them', () => {
  it.each(readFixture<Golden>('nn.json').schedules)('$name', ({ name, base_lr, lr_at_step }) => {
    expectRates(made[name](base_lr), lr_at_step)
  })
})

describe('oneCycleSchedule', () => {
  // The figures of PyTorch 1.13's OneCycleLR for max_lr=0.5, total_steps=20.
  it('follows pct_start=0.1 and pct_start=0', () => {
    expectRates(oneCycleSchedule(0.5, { steps: 20, rise: 0.1 }), [0.02, 0.5, 0.496201953445299])
    expectRates(
      oneCycleSchedule(0.5, { steps: 20, rise: 0 }),
      [0.49692209746044386, 0.4877641780172721, 0.47275174004056775],
    )
  })

  it('rises and falls in straight lines when asked, and stays at the end', () => {
    const schedule = oneCycleSchedule(1, {
      steps: 11,
      rise: 5 / 11,
      curve: 'linear',
      endDivisor: 1,
    })
    expectRates(schedule, [0.04, 0.28, 0.52, 0.76, 1, 0.84, 0.68, 0.52, 0.36, 0.2, 0.04, 0.04])
  })

  it.each([{ steps: 1 }, { steps: 10, rise: 1 }, { steps: 10, rise: -0.1 }])(
    'refuses %j',
    (options) => {
      expect(() => oneCycleSchedule(0.1, options)).toThrow(OptionError)
    },
  )
})

describe('combinations', () => {
  it('warms any schedule up from a fraction of it', () => {
    const schedule = warmUpSchedule(constantSchedule(2), { steps: 4, start: 0.5 })
    expectRates(schedule, [1, 1.25, 1.5, 1.75, 2, 2])
  })

  it('chains schedules that each count from 0', () => {
    const schedule = chainedSchedule(
      [linearSchedule(1, { start: 0.5, steps: 2 }), 2],
      [constantSchedule(3), 1],
      [exponentialSchedule(8, { gamma: 0.5 })],
    )
    expectRates(schedule, [0.5, 0.75, 3, 8, 4, 2])
  })

  it.each([
    [() => multiStepSchedule(1, {} as never), 'milestones must be a list'],
    [() => exponentialSchedule(1, {} as never), 'gamma must be a number'],
  ])('refuses to be without what it needs', (make, message) => {
    expect(make).toThrow(message)
  })

  it('refuses a chain whose links have no length', () => {
    expect(() => chainedSchedule([constantSchedule(1)], [constantSchedule(2)])).toThrow(
      'chainedSchedule: steps of every schedule but the last must be a whole number of at least 1, but is NaN',
    )
    expect(() => chainedSchedule()).toThrow(OptionError)
  })

  it('the last schedule of a chain has no end, whatever is said of it', () => {
    const halving = exponentialSchedule(8, { gamma: 0.5 })
    expect([2, 3, 4].map(chainedSchedule([constantSchedule(1), 2], [halving, 1]))).toEqual([
      8, 4, 2,
    ])
  })
})
