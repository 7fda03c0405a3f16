import { LogFile } from '../saved/log-file'
import { gridOf, plainSetting, type SweepAxes } from '../sweep/grid'
import type { SweepRun } from '../sweep/ranking'
import { type Shard, shardOf } from '../sweep/shard'
import { runLine } from '../sweep/sweep-lines'
import { tellRanking } from '../sweep/tell-ranking'
import { jsonText } from '../text/json-text'
import { startTraining } from '../training/client'
import { RunFailure } from '../training/failure'
import type { EndedEvent, RunEvent, WorkerInput } from '../training/protocol'
import type { Outcome, TaskContext } from './task'

/** A grid of settings to train and rank. */
export interface SweepRequest {
  readonly axes: SweepAxes
  /** Options of all runs. */
  readonly common: Pick<
    WorkerInput,
    'epochs' | 'dataset' | 'dataDir' | 'imageSize' | 'normalize' | 'limit' | 'threads'
  >
  /** Runs of each setting, with the seeds 1 to this. */
  readonly seeds: number
  readonly log?: string
  /** The share of the combinations to run. Default: all. */
  readonly shard?: Shard
  readonly json: boolean
}

/**
 * Trains every combination of the settings, or a share of them, one after the other, and prints their
 * ranking.
 */
export async function run(
  request: SweepRequest,
  { output, workerUrl }: TaskContext,
): Promise<Outcome> {
  const { axes, common, seeds, json } = request
  const log = request.log === undefined ? null : new LogFile(request.log)
  const seedList = Array.from({ length: seeds }, (_, index) => index + 1)
  const all = gridOf(axes).flatMap((setting) => seedList.map((seed) => ({ setting, seed })))
  const plans = request.shard === undefined ? all : shardOf(all, request.shard)
  const runs: SweepRun[] = []
  for (const { setting, seed } of plans) {
    const input: WorkerInput = { ...common, ...setting, seed, holdOut: true }
    const end = await runOne(input, workerUrl, (event) => log?.take(event))
    if (end === null) log?.takeDivergence()
    const [accuracy, loss] = end ? [end.testAccuracy, end.testLoss] : [Number.NaN, Number.NaN]
    const run = { setting, seed, accuracy, loss }
    runs.push(run)
    const line = json
      ? jsonText({ type: 'run', ...plainSetting(setting), seed, accuracy, loss })
      : runLine(run, runs.length, plans.length)
    output.out(`${line}\n`)
  }
  log?.close()
  if (plans.length === 0) return { exitCode: 0 }
  if (!json) output.out('\n')
  tellRanking(runs, json, output)
  if (log?.problem) return { exitCode: 1, message: log.problem }
  if (runs.some(({ accuracy }) => !Number.isNaN(accuracy))) return { exitCode: 0 }
  return { exitCode: 1, message: 'every run diverged; try lower learning rates' }
}

/** A run's end, or null if it diverged. @throws RunFailure if it failed otherwise */
async function runOne(
  input: WorkerInput,
  workerUrl: URL,
  take: (event: RunEvent) => void,
): Promise<EndedEvent | null> {
  const { promise: ended, resolve } = Promise.withResolvers<EndedEvent>()
  const training = startTraining(workerUrl, input, (event) => {
    take(event)
    if (event.type === 'end') resolve(event)
  })
  try {
    return await Promise.race([ended, training.failure])
  } catch (error) {
    if (error instanceof RunFailure && error.code === 'DIVERGED') return null
    throw error
  } finally {
    await training.end()
  }
}
