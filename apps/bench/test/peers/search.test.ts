import { describe, expect, it } from 'vitest'
import { best, search } from '../../src/peers/search.ts'
import { numpySettings } from '../../src/peers/settings.ts'

const settings = numpySettings({ cores: 4, avx2: false, avx512: false })

/** Candidates with a fixed cost a step, and the steps and closings that each saw. */
function candidates(secondsPerStep: number[]) {
  const steps = secondsPerStep.map(() => 0)
  const closed: number[] = []
  const start = async ({ threads }: { threads: number }) => {
    const index = Math.log2(threads)
    return {
      epoch: async (count: number) => {
        steps[index]! += count
        return { seconds: count * secondsPerStep[index]! }
      },
      close: async () => void closed.push(index),
    }
  }
  return { start, steps, closed }
}

describe('search', () => {
  it('finds the fastest setting and closes every process before the next', async () => {
    const { start, closed } = candidates([0.003, 0.001, 0.002])
    const told: number[] = []
    const trials = await search(settings, start, ({ setting }) => told.push(setting.threads))
    expect(best(trials, () => true)).toMatchObject({
      setting: { threads: 2 },
      secondsPerStep: 0.001,
    })
    expect(best(trials, ({ threads }) => threads !== 2).setting.threads).toBe(4)
    expect(closed).toEqual([0, 1, 2])
    expect(told).toEqual([1, 2, 4])
  })

  it('spends no full trial on a setting many times slower than the best so far', async () => {
    const { start, steps } = candidates([0.001, 0.03, 0.002])
    const trials = await search(settings, start, () => {})
    expect(steps[1]).toBeLessThan(steps[0]! / 10)
    expect(steps[2]).toBe(steps[0])
    expect(trials[1]!.secondsPerStep).toBeCloseTo(0.03)
  })

  it('spends no full trial on a slow step, even of the only setting', async () => {
    const { start, steps } = candidates([0.2])
    await search(settings.slice(0, 1), start, () => {})
    expect(steps[0]).toBeLessThan(10)
  })

  it('closes the process of a setting that fails', async () => {
    const { start, closed } = candidates([1, 1, 1])
    const failing = async (setting: { threads: number }) => ({
      ...(await start(setting)),
      epoch: () => Promise.reject(new Error('lost')),
    })
    await expect(search(settings, failing, () => {})).rejects.toThrow('lost')
    expect(closed).toEqual([0])
  })
})
