import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/program'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
const linesOf = (text: string) => text.trimEnd().split('\n')

describe('sweep', () => {
  const quick = ['sweep', '--limit', '1200', '--epochs', '1', '--seeds', '2', '--threads', '1']

  it('runs a grid on images of which a sixth is held out, and ranks it', async () => {
    const log = join(folder, 'sweep.jsonl')
    const args = [...quick, '--lr', '0.02,0.1,1e9', '--json', '--log', log]
    const { code, stdout, stderr } = await runProgram(args)
    expect([code, stderr]).toEqual([0, ''])
    const records = linesOf(stdout).map((line) => JSON.parse(line))
    const runs = records.filter(({ type }) => type === 'run')
    expect(runs.map(({ learningRate, seed }) => [learningRate, seed])).toEqual([
      ...[0.02, 0.1, 1e9].flatMap((rate) => [1, 2].map((seed) => [rate, seed])),
    ])
    expect(runs.slice(4).map(({ accuracy }) => accuracy)).toEqual([null, null])
    const ranking = records.filter(({ type }) => type === 'rank')
    expect(ranking.map(({ rank }) => rank)).toEqual([1, 2, 3])
    expect(ranking[0].accuracy).toBeGreaterThan(ranking[1].accuracy)
    expect(ranking[2]).toMatchObject({ learningRate: 1e9, runs: 2, diverged: 2, accuracy: null })
    const starts = linesOf(readFileSync(log, 'utf8'))
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === 'start')
    expect(starts).toHaveLength(6)
    const [{ trainSamples, testSamples, heldOut }] = starts
    expect([trainSamples + testSamples, heldOut]).toEqual([1200, true])
    // To within an image of each class.
    expect(Math.abs(testSamples - 200)).toBeLessThanOrEqual(10)
  })

  it('fails where every run diverges, and where there is no data', async () => {
    const [diverged, missing] = await Promise.all([
      runProgram([...quick, '--seeds', '1', '--lr', '1e9']),
      runProgram([...quick, '--data-dir', folder]),
    ])
    expect(diverged.code).toBe(1)
    expect(diverged.stderr).toBe('handwritten: every run diverged; try lower learning rates\n')
    expect(missing.code).toBe(1)
    expect(linesOf(missing.stderr)).toHaveLength(1)
  })
})

describe('bench', () => {
  it('measures as many rounds as it is told, and says under what conditions', async () => {
    const args = ['bench', '--rounds', '2', '--threads', '1']
    const [plain, json] = [await runProgram(args), await runProgram([...args, '--json'])]
    expect([plain.code, json.code]).toEqual([0, 0])
    const [speed, rounds, machine] = linesOf(plain.stdout)
    expect(speed).toMatch(/^seed recipe {2}[\d,]+ samples\/s {2}\d+\.\d\d s an epoch$/)
    expect(rounds).toMatch(/^2 rounds, slowest [\d,]+, fastest [\d,]+$/)
    expect(machine).toMatch(/^\w+, 1 thread {2}.*, \d+ cores? {2}Node v\d+/)
    const result = JSON.parse(json.stdout)
    expect(result).toMatchObject({ type: 'bench', recipe: 'seed', rounds: 2, threads: 1 })
    expect(result.slowest).toBeGreaterThan(0)
    expect(result.samplesPerSecond).toBeCloseTo((result.slowest + result.fastest) / 2, 6)
    expect(result.secondsPerEpoch * result.samplesPerSecond).toBeCloseTo(60_000, 3)
  })

  it('ends at a signal with its exit code', async () => {
    const { code, stderr } = await runProgram(['bench', '--rounds', '10000'], {
      onStart: (child) => {
        child.stderr?.once('data', () => setTimeout(() => child.kill('SIGTERM'), 300))
      },
    })
    expect([code, linesOf(stderr).at(-1)]).toEqual([143, 'handwritten: ended by SIGTERM'])
  })
})
