import { describe, expect, it } from 'vitest'
import { parseRunLog, type RunLog } from '../../src/runs/run-log'
import { comparisonLines, listLines } from '../../src/runs/run-tables'

const start = {
  ...{ type: 'start', recipe: 'seed', seed: 1, dataset: 'mnist', trainSamples: 60_000 },
  ...{ layers: [784, 10], optimizer: 'SGD 0.01', learningRate: 0.01, batchSize: 64, epochs: 3 },
}

function run(name: string, changes: object, accuracies: readonly (number | null)[]): RunLog {
  const epochs = accuracies.map((testAccuracy, index) => ({
    ...{ type: 'epoch', epoch: index + 1, testAccuracy, testLoss: 0.5, seconds: 2 },
  }))
  const lines = [{ ...start, ...changes }, ...epochs].map((record) => JSON.stringify(record))
  return parseRunLog(`runs/${name}/log.jsonl`, lines.join('\n'))[0]!
}

const slow = run('slow', {}, [0.9, 0.92])
const fast = run('fast', { recipe: 'fast', learningRate: 0.1 }, [0.95, 0.98, 0.97])

describe('listLines', () => {
  it('has a line for each run with its settings and results', () => {
    expect(listLines([slow, fast])).toEqual([
      'run   recipe  images        network  optimizer  rate  batch  seed  epochs  accuracy    best    loss  s/epoch  ended',
      'slow  seed    mnist 60,000  784-10   SGD 0.01   0.01     64     1     2/3    92.00%  92.00%  0.5000      2.0  open',
      'fast  fast    mnist 60,000  784-10   SGD 0.01    0.1     64     1     3/3    97.00%  98.00%  0.5000      2.0  open',
    ])
  })

  it('fits the terminal: shared values below the table, then fewer columns, and says which', () => {
    const runs = [slow, fast]
    for (const columns of [40, 60, 80, 100, 120])
      for (const line of listLines(runs, columns)) expect(line.length).toBeLessThanOrEqual(columns)
    expect(listLines(runs, 80)).toEqual([
      'run   recipe  rate  epochs  accuracy    best    loss  s/epoch  ended',
      'slow  seed    0.01     2/3    92.00%  92.00%  0.5000      2.0  open',
      'fast  fast     0.1     3/3    97.00%  98.00%  0.5000      2.0  open',
      '',
      'the same for all: images mnist 60,000, network 784-10, optimizer SGD 0.01, batch',
      '64, seed 1',
    ])
    expect(listLines(runs, 40).at(-1)).toMatch(/--json$/)
    expect(listLines(runs, 200)).toEqual(listLines(runs))
  })

  it('shows what is not known, and lets nothing through that could command a terminal', () => {
    const odd = parseRunLog(
      'log.jsonl',
      JSON.stringify({ type: 'start', recipe: '\u001b[2Jseed', seed: 1, layers: [] }),
    )
    const [, line] = listLines(odd)
    expect(line).toContain('?[2Jseed')
    expect(line).toContain('--')
    expect(line).not.toContain('\u001b')
  })
})

describe('comparisonLines', () => {
  it('shows where runs differ, every epoch with a star at the best, and what is the same', () => {
    expect(comparisonLines([slow, fast])).toEqual([
      '            slow     fast',
      'recipe      seed     fast',
      'rate        0.01      0.1',
      'epoch 1   90.00%   95.00%',
      'epoch 2   92.00%  *98.00%',
      'epoch 3       --   97.00%',
      'epochs       2/3      3/3',
      'accuracy  92.00%   97.00%',
      'best      92.00%   98.00%',
      'loss      0.5000   0.5000',
      's/epoch      2.0      2.0',
      'ended       open     open',
      '',
      'the same for all: images mnist 60,000, network 784-10, optimizer SGD 0.01, batch 64, seed 1',
    ])
  })

  it('tells runs apart that were trained or measured on other images', () => {
    const part = run('part', { trainSamples: 1000, heldOut: true }, [0.5])
    expect(comparisonLines([slow, part])[1]).toBe('images    mnist 60,000  mnist 1,000 of all')
  })

  it('takes runs without epochs, and thousands of epochs', () => {
    const long = run(
      'long',
      {},
      Array.from({ length: 3000 }, (_, epoch) => epoch / 3000),
    )
    const lines = comparisonLines([run('new', {}, []), run('broken', {}, [null]), long])
    const epochs = lines.filter((line) => line.startsWith('epoch '))
    expect(epochs).toHaveLength(20)
    expect([epochs[0], epochs.at(-1)]).toEqual([
      expect.stringMatching(/^epoch 1 +-- +-- +0\.00%$/),
      expect.stringMatching(/^epoch 3000 +-- +-- +\*99\.97%$/),
    ])
  })
})
