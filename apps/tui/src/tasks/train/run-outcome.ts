import { formatCount, formatPercent } from '../../text/format'
import type { Outcome } from '../task'
import type { TrainRequest } from './request'
import type { RunRecord } from './run-record'

/** The outcome of a run that the reader has left: a failure if it was not saved or missed `--until`. */
export function runOutcome({ options }: TrainRequest, record: RunRecord): Outcome {
  const { ended, saveProblem, logProblem } = record
  const problem = saveProblem ?? logProblem
  if (problem !== null) return { exitCode: 1, message: problem }
  const { until } = options
  if (until === undefined || ended === null || ended.reason !== 'completed') return { exitCode: 0 }
  const percent = (value: number): string => formatPercent(value).trim()
  return {
    exitCode: 1,
    message: `test accuracy ${percent(ended.testAccuracy)} after ${ended.epochs} ${ended.epochs === 1 ? 'epoch' : 'epochs'}, below the target of ${percent(until)}; try more --epochs or another --recipe`,
  }
}

/** `outcome` with the state that was saved of an interrupted run. */
export function withKept(outcome: Outcome, record: RunRecord): Outcome {
  const { folder } = record
  if (folder === undefined || !record.hasStarted) return outcome
  const said = outcome.message === undefined ? '' : `${outcome.message}; `
  const { savedStep, saveProblem } = record
  if (saveProblem !== null) return { ...outcome, message: `${said}${saveProblem}` }
  if (savedStep === null)
    return { ...outcome, message: `${said}nothing was saved in ${folder} yet` }
  if (outcome.message === undefined) return outcome
  return {
    ...outcome,
    message: `${said}saved at step ${formatCount(savedStep)}; resume with --save ${folder} --resume`,
  }
}
