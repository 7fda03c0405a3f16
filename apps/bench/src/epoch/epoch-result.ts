import { readFileSync } from 'node:fs'
import type { Conditions } from '../conditions/conditions.ts'
import { BenchError } from '../errors.ts'
import type { Losses } from '../harness/agreement.ts'
import type { Workload } from './workload.ts'

/** The rounds of one subject, as they were measured. */
export interface SubjectRounds {
  readonly name: string
  readonly ours: boolean
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
  return parseEpochResult(readText(file), file)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new BenchError('result', `${file}: cannot be read: ${(error as Error).message}`)
  }
}

/** The result that a text holds; throws `result` when it is something else. */
export function parseEpochResult(text: string, file: string): EpochResult {
  const value = parseJson(text, file)
  if (value?.bench !== 'epoch' || value.format !== 1)
    throw new BenchError(
      'result',
      `${file}: expected the result of \`bench epoch --json\` in format 1, found bench ${JSON.stringify(value?.bench)} in format ${JSON.stringify(value?.format)}`,
    )
  return value as EpochResult
}

function parseJson(text: string, file: string): Partial<EpochResult> | null {
  try {
    return JSON.parse(text) as Partial<EpochResult> | null
  } catch {
    throw new BenchError(
      'result',
      `${file}: expected JSON, found ${JSON.stringify(text.slice(0, 40))}`,
    )
  }
}
