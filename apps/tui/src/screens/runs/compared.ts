import type { FoundRuns } from '../../runs/find-runs'
import type { LoggedEpoch, LoggedStart, RunLog } from '../../runs/run-log'
import { runNames } from '../../runs/run-names'
import type { RunState } from '../../store/run-state'
import type { RunsView } from './view'

/** A run in the list: the present one, or one from a log. */
export interface ListedRun {
  /** Unique among the runs. */
  readonly id: string
  readonly name: string
  readonly start: LoggedStart
  readonly epochs: readonly LoggedEpoch[]
  readonly ending: string
  /** The log that holds this run and no other; null for the present run. */
  readonly file: string | null
}

/** How many runs are compared by default. */
const usual = 4

/** The most runs that charts can distinguish. */
const most = 6

/** The present run, then the earlier ones, the newest first, as far as they match the filter. */
export function listedRuns(state: RunState, earlier: FoundRuns | null, filter = ''): ListedRun[] {
  const logged = (earlier?.runs ?? []).toReversed().filter((run) => !isPresent(run, state))
  const names = runNames(logged)
  const counts = Map.groupBy(earlier?.runs ?? [], ({ file }) => file)
  const listed = logged.map(
    ({ file, number, start, epochs, ending }, index): ListedRun => ({
      ...{ id: `${file} ${number}`, name: names[index]! },
      ...{ start, epochs, ending },
      file: counts.get(file)?.length === 1 ? file : null,
    }),
  )
  const { run, epochs, phase } = state
  const present: ListedRun[] =
    run === null
      ? []
      : [{ id: 'this run', name: 'this run', start: run, epochs, ending: phase, file: null }]
  return [...present, ...listed].filter((run) => matches(run, filter))
}

/** Whether the name or a setting of a run contains each word of `filter`, in either case. */
function matches({ name, start }: ListedRun, filter: string): boolean {
  const { recipe, dataset, optimizer, seed, layers } = start
  const text = [name, recipe, dataset, optimizer, `seed ${seed}`, layers.join('-')].join(' ')
  const words = filter.toLowerCase().split(/\s+/)
  return words.every((word) => text.toLowerCase().includes(word))
}

/**
 * The runs that are compared: by default the newest on the same data as the chosen one. Runs on
 * other data are left out, since their figures are not comparable.
 */
export function comparedRuns(
  runs: readonly ListedRun[],
  { toggled, chosen }: Pick<RunsView, 'toggled' | 'chosen'>,
): ListedRun[] {
  const data = dataOf(runs[Math.min(chosen, runs.length - 1)])
  return runs
    .filter((run) => dataOf(run) === data)
    .filter(({ id }, place) => place < usual !== toggled.includes(id))
    .slice(0, most)
}

/** What a run is evaluated on. */
function dataOf(run: ListedRun | undefined): string {
  return `${run?.start.dataset} ${run?.start.heldOut ?? false}`
}

// The log of the present run has epochs of the same seconds, which no other run has.
function isPresent({ start, epochs, ending }: RunLog, { run, epochs: own }: RunState): boolean {
  if (run === null || start.seed !== run.seed || start.recipe !== run.recipe) return false
  if (epochs.length === 0) return own.length === 0 && ending === 'open'
  return epochs.some(({ epoch, seconds }) =>
    own.some((e) => e.epoch === epoch && e.seconds === seconds),
  )
}
