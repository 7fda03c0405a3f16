import type { Conditions } from '../conditions/conditions.ts'
import type { Losses } from '../harness/agreement.ts'
import { parseStored, readStored } from '../report/stored-result.ts'
import type { Workload } from './workload.ts'

/** The rounds of one subject, as they were measured. */
export interface SubjectRounds {
  readonly name: string
  readonly ours: boolean
  /** With V8's experimental flag of the app's `--turbo`: shown, but not what ratios are told against. */
  readonly turbo?: boolean
  /** Threads, environment or backend it ran with. */
  readonly setting: string
  /** What it said of itself. */
  readonly library: string
  readonly kernels: string
  /** Steps of each of its runs, where fewer than the workload's since it is slow. */
  readonly steps?: number
  /** Of the timed steps, one a round; rounds are the same for all subjects. */
  readonly seconds: readonly number[]
  /** Of a run of the first 100 steps. */
  readonly early: Losses
  /** Of every round, to be compared with the other subjects'. */
  readonly losses: readonly number[]
  readonly lossesAfter: readonly number[]
  readonly peakMemory: number
}

export interface Skipped {
  readonly name: string
  readonly reason: string
}

/** All that `bench epoch` measured; every figure in a report is computed from it. */
export interface EpochResult {
  readonly bench: 'epoch'
  readonly format: 1
  readonly conditions: Conditions
  /** Share of the processors' time that the host gave to other machines meanwhile, where it tells. */
  readonly stolen: number | null
  readonly workload: Workload
  readonly subjects: readonly SubjectRounds[]
  readonly skipped: readonly Skipped[]
}

/** Reads a stored result; throws `result` when the file is missing or something else. */
export function readEpochResult(file: string): EpochResult {
  return readStored<EpochResult>(file, EPOCH_KIND)
}

/** The result that a text holds; throws `result` when it is something else. */
export function parseEpochResult(text: string, file: string): EpochResult {
  return parseStored<EpochResult>(text, file, EPOCH_KIND)
}

const EPOCH_KIND = { bench: 'epoch', format: 1 } as const
