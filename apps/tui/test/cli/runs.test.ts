import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/program'

const quick = [
  '--recipe',
  'seed',
  '--epochs',
  '2',
  '--limit',
  '12000',
  '--batch-size',
  '100',
  '--lr',
  '0.1',
  '--seed',
  '3',
]

interface Record {
  readonly type: string
  readonly [name: string]: unknown
}

async function records(...args: string[]): Promise<Record[]> {
  const { code, stdout } = await runProgram([...quick, '--json', ...args])
  expect(code).toBe(0)
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

// Times differ from run to run, and nothing else may.
const withoutTimes = ({
  seconds: _,
  samplesPerSecond: __,
  threads: ___,
  ...rest
}: Record): object => rest

describe('a whole run on MNIST', () => {
  it('prints start, epochs and end as JSON, the same figures for the same seed on any threads', async () => {
    const first = await records()
    expect(first.map(({ type }) => type)).toEqual(['start', 'epoch', 'epoch', 'end'])
    expect(first[0]).toMatchObject({ dataset: 'mnist', trainSamples: 12_000, testSamples: 10_000 })
    for (const { seconds, samplesPerSecond } of first.slice(1, 3))
      expect([Number(seconds) > 0, Number(samplesPerSecond) > 0]).toEqual([true, true])
    const last = first[2]!
    expect(last).toMatchObject({ epoch: 2, learningRate: 0.1 })
    expect(last.testAccuracy).toBeGreaterThan(0.9)
    expect(last.trainLoss).toBeLessThan(Number(first[1]!.trainLoss))
    expect(first[3]).toMatchObject({
      reason: 'completed',
      epochs: 2,
      steps: 240,
      testLoss: last.testLoss,
      testAccuracy: last.testAccuracy,
    })
    const again = await records('--threads', '1')
    expect(again.map(withoutTimes)).toEqual(first.map(withoutTimes))
  })

  it('prints one line an epoch without a terminal', async () => {
    const { code, stdout } = await runProgram(quick)
    expect(code).toBe(0)
    const lines = stdout.trimEnd().split('\n')
    const figures = String.raw`loss \d\.\d{4} accuracy \d\d\.\d\d%`
    const epoch = new RegExp(
      String.raw`^epoch [12]/2  train ${figures}  test ${figures}  rate 0\.1  \d+\.\d s  [\d,]+ samples/s$`,
    )
    expect(lines).toHaveLength(4)
    for (const line of lines.slice(1, 3)) expect(line).toMatch(epoch)
    expect(stdout).not.toContain('\u001b')
  })
})
