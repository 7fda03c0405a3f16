import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSteps, emptyHistory, meanLoss, type StepRecord } from '../../src/store/history'

const step = (loss: number): StepRecord => ({
  loss,
  ...{ correct: 1, samples: 2, learningRate: 0.1 },
})
const losses = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 3000 })

describe('addSteps', () => {
  it('keeps every step while they are few', () => {
    const history = addSteps(emptyHistory, [3, 2, 1].map(step), 10)
    expect(history.buckets.map(meanLoss)).toEqual([3, 2, 1])
    expect(history.buckets.map(({ lastStep }) => lastStep)).toEqual([1, 2, 3])
  })

  it('is bounded, and loses neither extremes nor sums', () => {
    fc.assert(
      fc.property(losses, (losses) => {
        const { buckets } = addSteps(emptyHistory, losses.map(step), 100)
        expect(buckets.length).toBeLessThanOrEqual(1024)
        expect(Math.min(...buckets.map(({ minLoss }) => minLoss))).toBe(Math.min(...losses))
        expect(Math.max(...buckets.map(({ maxLoss }) => maxLoss))).toBe(Math.max(...losses))
        expect(buckets.reduce((sum, { steps }) => sum + steps, 0)).toBe(losses.length)
        const total = losses.reduce((sum, loss) => sum + loss, 0)
        expect(buckets.reduce((sum, { lossSum }) => sum + lossSum, 0)).toBeCloseTo(total, 6)
      }),
      { numRuns: 30 },
    )
  })

  it('is the same however the steps are parcelled', () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 1, max: 700 }), (losses, size) => {
        let parcelled = emptyHistory
        for (let from = 0; from < losses.length; from += size)
          parcelled = addSteps(parcelled, losses.slice(from, from + size).map(step), 100)
        expect(parcelled).toEqual(addSteps(emptyHistory, losses.map(step), 100))
      }),
      { numRuns: 30 },
    )
  })

  it('stays bounded over a million steps', () => {
    let history = emptyHistory
    const parcel = Array.from({ length: 10_000 }, (_, index) => step(index === 77 ? 99 : 1))
    for (let parcels = 0; parcels < 100; parcels++) history = addSteps(history, parcel, 1000)
    expect(history.step).toBe(1_000_000)
    expect(history.buckets.length).toBeLessThanOrEqual(1024)
    expect(history.buckets[0]!.maxLoss).toBe(99)
  })

  it('leaves out losses that are not finite, but counts their steps', () => {
    const { buckets } = addSteps(emptyHistory, [1, Number.NaN, 3].map(step), 1000)
    expect(buckets.map(meanLoss)).toEqual([1, Number.NaN, 3])
    expect(buckets[2]!.smooth.strong.loss).toBeGreaterThan(1)
    expect(buckets[2]!.lastStep).toBe(3)
  })
})

describe('the moving averages', () => {
  it('are those of all steps, with fading weights that sum to one', () => {
    const losses = [5, 1, 4, 2, 8, 3]
    const keep = 1 - 1 / (100 / 5)
    const weights = losses.map((_, index) => keep ** (losses.length - 1 - index))
    const expected =
      losses.reduce((sum, loss, index) => sum + loss * weights[index]!, 0) /
      weights.reduce((a, b) => a + b)
    const { buckets } = addSteps(emptyHistory, losses.map(step), 100)
    expect(buckets.at(-1)!.smooth.strong.loss).toBeCloseTo(expected, 12)
    expect(buckets.at(-1)!.smooth.strong.accuracy).toBeCloseTo(0.5, 12)
  })

  it('start at the first value, not at zero', () => {
    const { buckets } = addSteps(emptyHistory, [step(2.3)], 938)
    expect(buckets[0]!.smooth.light.loss).toBeCloseTo(2.3, 12)
    expect(buckets[0]!.smooth.strong.loss).toBeCloseTo(2.3, 12)
  })

  it('follow single steps where an epoch has few', () => {
    const { buckets } = addSteps(emptyHistory, [9, 1].map(step), 5)
    expect(buckets.at(-1)!.smooth.light.loss).toBe(1)
  })
})
