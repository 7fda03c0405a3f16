import { describe, expect, it } from 'vitest'
import { raceFigures } from '../../src/accuracy/race-figures.ts'

/** Rounds of two epochs with these test accuracies, `seconds` each. */
function racer(name: string, ours: boolean, seconds: number, accuracies: number[][]) {
  const rounds = accuracies.map((round) =>
    round.map((testAccuracy, epoch) => ({ testAccuracy, trainSeconds: seconds * (epoch + 1) })),
  )
  return { name, ours, setting: '', rounds }
}

const steady = Array.from({ length: 5 }, () => [0.971, 0.982])

describe('raceFigures', () => {
  const race = [
    racer('one thread', true, 2, steady),
    racer('two threads', true, 1, steady),
    racer('as installed', false, 9, steady),
    racer('told', false, 3, steady),
  ]

  it('sets the fastest of ours against the fastest of theirs', () => {
    const figures = raceFigures(race, 0.98)!
    expect([figures.ours.name, figures.theirs.name]).toEqual(['two threads', 'told'])
    expect(figures).toMatchObject({ ourSeconds: 2, theirSeconds: 6, ratio: { median: 3 } })
    expect(raceFigures(race, 0.97)).toMatchObject({ ourSeconds: 1, theirSeconds: 3 })
  })

  it('takes only the rounds in which both got there', () => {
    const wavering = racer('told', false, 3, [[0.9, 0.9], ...steady.slice(1)])
    expect(raceFigures([race[1]!, wavering], 0.97)!.ratio.runs).toBe(4)
  })

  it('tells nothing without an opponent, or of what nobody reached', () => {
    expect(raceFigures(race.slice(0, 2), 0.97)).toBeUndefined()
    expect(raceFigures(race, 0.99)).toBeUndefined()
  })
})
