import { describe, expect, it } from 'vitest'
import { BenchError } from '../../src/errors.ts'
import { interleave, type RoundOptions, type Subject } from '../../src/harness/rounds.ts'

/** Subjects whose runs move a clock of their own, and the order in which they were run. */
function laboratory(costs: Record<string, number>) {
  let now = 0
  const order: string[] = []
  const subjects: Subject<{ seconds: number }>[] = Object.entries(costs).map(([name, seconds]) => ({
    name,
    run: async () => {
      order.push(name)
      now += seconds
      return { seconds }
    },
  }))
  const options: RoundOptions = {
    warmups: 0,
    minRounds: 1,
    maxRounds: 3,
    budgetSeconds: 1000,
    clock: () => now,
    pause: async () => {},
    onRound: () => {},
  }
  return { subjects, order, options }
}

describe('interleave', () => {
  it('runs each subject once a round, the order turning round', async () => {
    const { subjects, order, options } = laboratory({ a: 1, b: 2, c: 3 })
    const runs = await interleave(subjects, options)
    expect(order.join('')).toBe('abccbaabc')
    expect(runs).toEqual([1, 2, 3].map((seconds) => Array(3).fill({ seconds })))
  })

  it('drops the warm-up rounds', async () => {
    const { subjects, order, options } = laboratory({ a: 1, b: 1 })
    const rounds: number[] = []
    const onRound = (round: number) => rounds.push(round)
    const runs = await interleave(subjects, { ...options, warmups: 2, onRound })
    expect(order).toHaveLength(10)
    expect(runs.map((row) => row.length)).toEqual([3, 3])
    expect(rounds).toEqual([0, 1, 2])
  })

  it('begins no round that would end past the budget', async () => {
    const { subjects, options } = laboratory({ a: 4, b: 6 })
    const runs = await interleave(subjects, { ...options, maxRounds: 99, budgetSeconds: 35 })
    expect(runs[0]).toHaveLength(3)
  })

  it('keeps to the least number of rounds whatever the budget', async () => {
    const { subjects, options } = laboratory({ a: 4, b: 6 })
    const runs = await interleave(subjects, { ...options, minRounds: 3, budgetSeconds: 1 })
    expect(runs[0]).toHaveLength(3)
  })

  it('refuses a run that took no time', async () => {
    const { subjects, options } = laboratory({ a: 1, broken: 0 })
    await expect(interleave(subjects, options)).rejects.toThrow(BenchError)
    await expect(interleave(subjects, options)).rejects.toThrow('broken: a run must take time')
  })
})
