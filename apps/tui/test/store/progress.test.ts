import { describe, expect, it } from 'vitest'
import { progressOf } from '../../src/store/progress'
import { reduce } from '../../src/store/reducer'
import { initialRunState } from '../../src/store/run-state'
import { nextRate } from '../../src/training/learning-rate'
import type { RunEvent } from '../../src/training/protocol'
import { epochEvent, started, steps, wholeRun } from '../support/events'

const progressAfter = (...events: RunEvent[]) => progressOf(events.reduce(reduce, initialRunState))

describe('progressOf', () => {
  it('knows nothing before the run', () => {
    const progress = progressAfter({ type: 'waiting', reason: 'loading MNIST' })
    expect(progress).toMatchObject({ epochFraction: 0, runFraction: 0, secondsLeft: Number.NaN })
  })

  it('takes the speed from the latest seconds', () => {
    const progress = progressAfter(started, steps(1, 10), steps(11, 20), steps(21, 30))
    expect(progress.samplesPerSecond).toBeCloseTo(6000, 6)
    expect(progress.secondsLeft).toBeCloseTo(27, 6)
    expect([progress.epochFraction, progress.runFraction]).toEqual([0.3, 0.1])
  })

  it('adds the measurements that are to come', () => {
    const progress = progressAfter(
      started,
      steps(1, 100),
      epochEvent(1),
      steps(101, 110),
      steps(111, 130),
    )
    expect(progress.secondsLeft).toBeCloseTo(17 + 2 * 1, 6)
  })

  it('falls back on the last epoch at the start of the next', () => {
    const progress = progressAfter(started, steps(1, 100), epochEvent(1))
    expect(progress.samplesPerSecond).toBe(6000)
    expect(progress.secondsLeft).toBeCloseTo(20 + 2, 6)
  })

  it('has nothing left when the run is completed', () => {
    expect(progressAfter(...wholeRun)).toMatchObject({ runFraction: 1, secondsLeft: 0 })
  })
})

describe('nextRate', () => {
  it('climbs and descends a ladder of round rates', () => {
    expect([
      nextRate(0.01, true),
      nextRate(0.01, false),
      nextRate(0.1, true),
      nextRate(0.07, true),
    ]).toEqual([0.015, 0.007, 0.15, 0.1])
  })

  it('comes from a rate between two rungs to the nearest beyond', () => {
    expect([nextRate(0.0123, true), nextRate(0.0123, false)]).toEqual([0.015, 0.01])
  })

  it('comes back to where it was', () => {
    for (const rate of [1e-6, 0.002, 0.05, 1, 30])
      expect(nextRate(nextRate(rate, true), false)).toBeCloseTo(rate, 12)
  })
})
