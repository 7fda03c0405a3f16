import { describe, expect, it } from 'vitest'
import { gridOf, type SweepAxes } from '../../src/sweep/grid'
import { rank } from '../../src/sweep/ranking'
import { rankLines, runLine } from '../../src/sweep/sweep-lines'
import { parseArguments } from '../support/parse-arguments'

const runsOf = (learningRate: number, accuracies: readonly number[]) => {
  const setting = { recipe: 'seed', learningRate } as const
  return accuracies.map((accuracy, index) => ({
    ...{ setting, seed: index + 1, accuracy },
    loss: 1 - accuracy,
  }))
}

describe('gridOf', () => {
  const gridFor = async (...args: string[]) => {
    const parsed = await parseArguments(['sweep', ...args])
    return gridOf((parsed as { request: { axes: SweepAxes } }).request.axes)
  }

  it('returns every combination once', async () => {
    expect(await gridFor()).toEqual([{ recipe: 'fast' }])
    expect(await gridFor('--lr', '0.1, 1e-2', '--batch-size', '32,64', '--recipe', 'seed')).toEqual(
      [
        { recipe: 'seed', learningRate: 0.1, batchSize: 32 },
        { recipe: 'seed', learningRate: 0.1, batchSize: 64 },
        { recipe: 'seed', learningRate: 0.01, batchSize: 32 },
        { recipe: 'seed', learningRate: 0.01, batchSize: 64 },
      ],
    )
    expect(await gridFor('--recipe', 'seed,fast', '--lr', '1')).toHaveLength(2)
  })
})

describe('rank', () => {
  it('puts the highest mean first, with the deviation of the sample', () => {
    const ranking = rank([
      ...runsOf(0.01, [0.9, 0.92, 0.94]),
      ...runsOf(0.1, [0.95]),
      ...runsOf(1, [0.99, Number.NaN]),
    ])
    expect(ranking.map(({ setting }) => setting.learningRate)).toEqual([0.1, 0.01, 1])
    expect(ranking[1]).toMatchObject({ runs: 3, diverged: 0 })
    expect(ranking[1]!.accuracy).toBeCloseTo(0.92, 12)
    expect(ranking[1]!.deviation).toBeCloseTo(0.02, 12)
    expect(ranking[0]!.deviation).toBeNaN()
    expect(ranking[2]).toMatchObject({ runs: 2, diverged: 1, accuracy: 0.99 })
    expect(rankLines(ranking)).toEqual([
      '1. seed  lr 0.1   accuracy 95.00%  loss 0.0500  1 run',
      '2. seed  lr 0.01  accuracy 92.00% ± 2.00  loss 0.0800  3 runs',
      '3. seed  lr 1     accuracy 99.00%  loss 0.0100  2 runs, 1 diverged',
    ])
  })

  it('has a line for each run', () => {
    const [run] = runsOf(0.1, [0.9])
    expect(runLine(run!, 1, 12)).toBe(' 1/12  seed  lr 0.1  seed 1  accuracy 90.00%  loss 0.1000')
    expect(runLine({ ...run!, accuracy: Number.NaN }, 12, 12)).toMatch(/diverged$/)
  })
})
