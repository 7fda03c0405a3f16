import { cpus } from 'node:os'
import { currentBackend, useThreads } from '@handwritten/tensor'
import { settingsOf } from '../settings/run-settings'
import { formatCount } from '../text/format'
import { jsonText } from '../text/json-text'
import { largest } from '../text/largest'
import { buildRun } from '../training/build-run'
import { loadData } from '../training/load-data'
import type { Outcome, TaskContext } from './task'

/** A measurement of training speed. */
export interface BenchRequest {
  readonly rounds: number
  readonly threads?: number
  readonly dataDir?: string
  readonly json: boolean
}

const warmUp = 100
const stepsInRound = 50

/** Prints how many samples a second the seed recipe learns from on this machine. */
export async function run(
  request: BenchRequest,
  { output }: Pick<TaskContext, 'output'>,
): Promise<Outcome> {
  const { rounds, threads: wanted, json } = request
  output.log('loading MNIST\n')
  const data = await loadData({ dataset: 'mnist', limit: null }, request, () => {})
  const { threads, notice } = await useThreads(wanted === undefined ? {} : { threads: wanted })
  if (notice !== null) output.log(`${notice}\n`)
  const speeds = await measure(rounds, data)
  const samplesPerSecond = median(speeds)
  const result = {
    ...{ type: 'bench', recipe: 'seed', samplesPerSecond, rounds, stepsInRound },
    ...{ slowest: -largest(speeds.map((speed) => -speed)), fastest: largest(speeds) },
    secondsPerEpoch: data.train.length / samplesPerSecond,
    ...{ backend: currentBackend().name, threads },
    ...{ processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version },
  }
  output.out(json ? `${jsonText(result)}\n` : plainLines(result))
  return { exitCode: 0 }
}

/** Samples a second in each round, evaluation and what comes before the first round left out. */
async function measure(
  rounds: number,
  data: Awaited<ReturnType<typeof loadData>>,
): Promise<number[]> {
  const { trainer } = buildRun(settingsOf({ recipe: 'seed', epochs: 1_000_000 }), data)
  const speeds: number[] = []
  let start = 0
  let samples = 0
  let steps = -warmUp
  for await (const event of trainer.fit()) {
    if (event.type === 'step') {
      steps += 1
      samples += event.samples
    }
    const isRound = steps === stepsInRound
    if (isRound) speeds.push((1000 * samples) / (performance.now() - start))
    if (speeds.length === rounds) break
    // The evaluation between two epochs belongs to no round.
    if (steps === 0 || isRound || (steps > 0 && event.type === 'epoch')) {
      steps = 0
      samples = 0
      start = performance.now()
    }
  }
  return speeds
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function plainLines(result: {
  readonly samplesPerSecond: number
  readonly slowest: number
  readonly fastest: number
  readonly rounds: number
  readonly secondsPerEpoch: number
  readonly backend: string
  readonly threads: number
  readonly processor: string
  readonly cores: number
  readonly node: string
}): string {
  const { backend, threads, processor, cores, node, rounds } = result
  const count = (number: number, word: string): string =>
    `${formatCount(number)} ${word}${number === 1 ? '' : 's'}`
  return [
    `seed recipe  ${formatCount(result.samplesPerSecond)} samples/s  ${result.secondsPerEpoch.toFixed(2)} s an epoch`,
    `${count(rounds, 'round')}, slowest ${formatCount(result.slowest)}, fastest ${formatCount(result.fastest)}`,
    `${backend}, ${count(threads, 'thread')}  ${processor}, ${count(cores, 'core')}  Node ${node}`,
    '',
  ].join('\n')
}
