import { type Summary, summarize } from '../harness/statistics.ts'

/** What was known after an epoch of a run. */
export interface EpochRecord {
  readonly testAccuracy: number
  /** In training steps so far, evaluation left out. */
  readonly trainSeconds: number
}

/** One run of a recipe. */
export interface AccuracyRun {
  readonly recipe: string
  readonly seed: number
  readonly epochs: readonly EpochRecord[]
  /** Whether it ended before its last epoch, for want of time. */
  readonly cut?: boolean
}

export interface TimeToAccuracy {
  readonly reached: number
  readonly runs: number
  /** Of the runs that reached it; undefined when none did. */
  readonly seconds: Summary | undefined
  readonly epochs: Summary | undefined
}

/** When the runs of one recipe first had the accuracy at the end of an epoch. */
export function timeToAccuracy(runs: readonly AccuracyRun[], threshold: number): TimeToAccuracy {
  const firsts = runs
    .map(({ epochs }) => epochs.findIndex(({ testAccuracy }) => testAccuracy >= threshold))
    .flatMap((epoch, index) => (epoch < 0 ? [] : [{ epoch, run: runs[index]! }]))
  const reached = firsts.length > 0
  return {
    reached: firsts.length,
    runs: runs.length,
    seconds: reached
      ? summarize(firsts.map(({ epoch, run }) => run.epochs[epoch]!.trainSeconds))
      : undefined,
    epochs: reached ? summarize(firsts.map(({ epoch }) => epoch + 1)) : undefined,
  }
}

/** Mean and sample standard deviation of the accuracies that the runs ended with. */
export function finalAccuracy(runs: readonly AccuracyRun[]): { mean: number; deviation: number } {
  const finals = runs.map(({ epochs }) => epochs.at(-1)!.testAccuracy)
  const mean = finals.reduce((sum, value) => sum + value, 0) / finals.length
  const squares = finals.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / Math.max(1, finals.length - 1)) }
}
