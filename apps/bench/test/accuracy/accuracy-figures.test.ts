import { describe, expect, it } from 'vitest'
import { finalAccuracy, timeToAccuracy } from '../../src/accuracy/accuracy-figures.ts'

function run(seed: number, accuracies: number[], secondsPerEpoch = 2) {
  const epochs = accuracies.map((testAccuracy, epoch) => ({
    testAccuracy,
    trainSeconds: secondsPerEpoch * (epoch + 1),
  }))
  return { recipe: 'fast', seed, epochs }
}

describe('timeToAccuracy', () => {
  const runs = [
    run(1, [0.96, 0.981, 0.98]),
    run(2, [0.97, 0.975, 0.98], 3),
    run(3, [0.95, 0.96, 0.97]),
  ]

  it('takes the first epoch that has the accuracy, of the runs that get there', () => {
    expect(timeToAccuracy(runs, 0.98)).toMatchObject({
      reached: 2,
      runs: 3,
      seconds: { min: 4, max: 9 },
      epochs: { min: 2, max: 3 },
    })
  })

  it('counts an accuracy that is met exactly', () => {
    expect(timeToAccuracy(runs, 0.97).reached).toBe(3)
  })

  it('tells no time where no run gets there', () => {
    expect(timeToAccuracy(runs, 0.99)).toEqual({
      reached: 0,
      runs: 3,
      seconds: undefined,
      epochs: undefined,
    })
  })
})

describe('finalAccuracy', () => {
  it('is the mean and the sample standard deviation of the last epochs', () => {
    const { mean, deviation } = finalAccuracy([run(1, [0.5, 0.97]), run(2, [0.98]), run(3, [0.99])])
    expect(mean).toBeCloseTo(0.98, 12)
    expect(deviation).toBeCloseTo(0.01, 12)
  })

  it('has no spread for one run', () => {
    expect(finalAccuracy([run(1, [0.97])])).toEqual({ mean: 0.97, deviation: 0 })
  })
})
