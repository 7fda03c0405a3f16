import { formatCount, formatPercent } from '../text/format'
import { describeError } from '../training/failure'
import type { TrainRequest } from './commands/train'
import type { RunRecord } from './run-record'

/** How a command ended for the program: its exit code, and what is said about it on stderr. */
export interface Outcome {
  readonly exitCode: number
  readonly message?: string
  /** Whether something is still going on that nobody waits for. */
  readonly isCutOff?: boolean
}

/** The outcome of something that was thrown: 2 for wrong use, else 1. */
export function failureOutcome(error: unknown): Outcome {
  const { code, message } = describeError(error)
  return { exitCode: code === 'wrong-use' ? 2 : 1, message }
}

/** The outcome of a run whose reader is done with it: a failure where it was asked for more. */
export function runOutcome({ options }: TrainRequest, record: RunRecord): Outcome {
  const { ended, saveProblem, logProblem } = record
  const problem = saveProblem ?? logProblem
  if (problem !== null) return { exitCode: 1, message: problem }
  const { until } = options
  if (until === undefined || ended === null || ended.reason !== 'completed') return { exitCode: 0 }
  const percent = (value: number): string => formatPercent(value).trim()
  return {
    exitCode: 1,
    message: `the test accuracy is ${percent(ended.testAccuracy)} after ${ended.epochs} ${ended.epochs === 1 ? 'epoch' : 'epochs'}, not ${percent(until)}; more may come of --epochs or another --recipe`,
  }
}

/** `outcome`, with what was kept of a run that did not come to its end. */
export function withKept(outcome: Outcome, record: RunRecord): Outcome {
  const { folder } = record
  if (folder === undefined || !record.hasStarted) return outcome
  const said = outcome.message === undefined ? '' : `${outcome.message}; `
  const { savedStep, saveProblem } = record
  if (saveProblem !== null) return { ...outcome, message: `${said}${saveProblem}` }
  if (savedStep === null) return { ...outcome, message: `${said}nothing is saved in ${folder} yet` }
  if (outcome.message === undefined) return outcome
  return {
    ...outcome,
    message: `${said}saved in ${folder} at step ${formatCount(savedStep)}, go on with --save ${folder} --resume`,
  }
}
