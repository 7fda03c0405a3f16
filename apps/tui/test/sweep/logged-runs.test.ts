import { describe, expect, it } from 'vitest'
import { parseRunLog } from '../../src/runs/run-log'
import { settingWords } from '../../src/sweep/grid'
import { loggedRuns } from '../../src/sweep/logged-runs'
import { rank } from '../../src/sweep/ranking'
import { shardOf } from '../../src/sweep/shard'

interface Written {
  readonly rate: number
  readonly seed: number
  readonly accuracy: number
  readonly ending?: 'completed' | 'diverged' | 'open'
  readonly epochs?: number
}

/** The log of runs, as a sweep writes it. */
function logOf(runs: readonly Written[]): string {
  const lines = runs.flatMap(({ rate, seed, accuracy, ending = 'completed', epochs = 1 }) => [
    {
      type: 'start',
      ...{ recipe: 'fast', seed, layers: [784, 10], learningRate: rate, batchSize: 64, epochs },
      ...{ optimizer: `SGD ${rate}, momentum 0.9`, dataset: 'mnist', trainSamples: 500 },
    },
    ...(ending === 'diverged'
      ? []
      : [{ type: 'epoch', epoch: 1, testAccuracy: accuracy, testLoss: 1 }]),
    ...(ending === 'open' ? [] : [{ type: 'end', reason: ending }]),
  ])
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

const ranked = (...logs: readonly string[]) => {
  const { runs, open } = loggedRuns(logs.flatMap((log, i) => parseRunLog(`${i}.jsonl`, log)))
  const settings = rank(runs).map(({ setting, runs, diverged, accuracy }) => ({
    ...{ words: settingWords(setting), runs, diverged, accuracy },
  }))
  return { settings, open }
}

describe('runs in the logs of shards', () => {
  it('are ranked by setting over all seeds and logs', () => {
    const first = logOf([
      { rate: 0.1, seed: 1, accuracy: 0.9 },
      { rate: 0.2, seed: 1, accuracy: 0.5 },
    ])
    const second = logOf([
      { rate: 0.2, seed: 2, accuracy: 0.7 },
      { rate: 0.1, seed: 2, accuracy: 0.8 },
    ])
    const { settings, open } = ranked(first, second)
    expect(open).toBe(0)
    expect(settings.map(({ words, runs }) => [words, runs])).toEqual([
      ['fast  lr 0.1', 2],
      ['fast  lr 0.2', 2],
    ])
    expect(settings[0]!.accuracy).toBeCloseTo(0.85, 12)
  })

  it('count once for each setting and seed, the last attempt of several', () => {
    const failed = logOf([{ rate: 0.1, seed: 1, accuracy: 0.1, ending: 'open' }])
    const again = logOf([{ rate: 0.1, seed: 1, accuracy: 0.9 }])
    expect(ranked(failed, again)).toMatchObject({ open: 1, settings: [{ runs: 1, accuracy: 0.9 }] })
    expect(ranked(logOf([{ rate: 0.1, seed: 1, accuracy: 0.2 }]), again).settings).toMatchObject([
      { runs: 1, accuracy: 0.9 },
    ])
  })

  it('that diverged come last', () => {
    const { settings } = ranked(
      logOf([
        { rate: 9, seed: 1, accuracy: 0, ending: 'diverged' },
        { rate: 0.1, seed: 1, accuracy: 0.3 },
      ]),
    )
    expect(settings.map(({ words, diverged }) => [words, diverged])).toEqual([
      ['fast  lr 0.1', 0],
      ['fast  lr 9', 1],
    ])
  })

  it('are not mixed with runs of other lengths', () => {
    const { settings } = ranked(
      logOf([
        { rate: 0.1, seed: 1, accuracy: 0.5 },
        { rate: 0.1, seed: 2, accuracy: 0.6, epochs: 3 },
      ]),
    )
    expect(settings.map(({ words }) => words)).toEqual(['fast  epochs 3', 'fast  epochs 1'])
  })
})

describe('shardOf', () => {
  it('gives each item to one shard', () => {
    const items = Array.from({ length: 11 }, (_, i) => i)
    const shards = [1, 2, 3].map((index) => shardOf(items, { index, count: 3 }))
    expect(shards[0]).toEqual([0, 3, 6, 9])
    expect(shards.flat().sort((a, b) => a - b)).toEqual(items)
    expect(shardOf(items, { index: 12, count: 12 })).toEqual([])
  })
})
