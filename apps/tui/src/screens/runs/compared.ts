import type { FoundRuns } from '../../runs/find-runs'
import type { LoggedEpoch, LoggedStart, RunLog } from '../../runs/run-log'
import { runNames } from '../../runs/run-names'
import type { ViewState } from '../../state/view-state'
import type { RunsView } from './view'

/** A run in the list: the one that is under way, or one from a log. */
export interface ListedRun {
  /** Tells it from all others. */
  readonly id: string
  readonly name: string
  readonly start: LoggedStart
  readonly epochs: readonly LoggedEpoch[]
  readonly ending: string
}

/** How many runs are compared unless it is asked for otherwise. */
const usual = 4

/** The most that charts can tell apart. */
const most = 6

/** The present run, then the earlier ones, the newest first. */
export function listedRuns(state: ViewState, earlier: FoundRuns | null): ListedRun[] {
  const logged = (earlier?.runs ?? []).toReversed().filter((run) => !isPresent(run, state))
  const names = runNames(logged)
  const listed = logged.map(
    ({ file, number, start, epochs, ending }, index): ListedRun => ({
      ...{ id: `${file} ${number}`, name: names[index]! },
      ...{ start, epochs, ending },
    }),
  )
  const { run, epochs, phase } = state
  return run === null
    ? listed
    : [{ id: 'this run', name: 'this run', start: run, epochs, ending: phase }, ...listed]
}

/** Those of the list that are compared. */
export function comparedRuns(runs: readonly ListedRun[], { toggled }: RunsView): ListedRun[] {
  return runs.filter(({ id }, place) => place < usual !== toggled.includes(id)).slice(0, most)
}

// The log of the run that is on the screen tells the same seconds, which no other run does.
function isPresent({ start, epochs, ending }: RunLog, { run, epochs: own }: ViewState): boolean {
  if (run === null || start.seed !== run.seed || start.recipe !== run.recipe) return false
  if (epochs.length === 0) return own.length === 0 && ending === 'open'
  return epochs.some(({ epoch, seconds }) =>
    own.some((e) => e.epoch === epoch && e.seconds === seconds),
  )
}
