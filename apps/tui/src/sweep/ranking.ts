import type { Setting } from './grid'

/** How one run of a sweep ended, measured on the images held out. */
export interface SweepRun {
  readonly setting: Setting
  readonly seed: number
  /** Fraction from 0 to 1; NaN where the run diverged. */
  readonly accuracy: number
  /** NaN where the run diverged. */
  readonly loss: number
}

/** A setting and what its runs reached. Means and deviations are over the runs that ended. */
export interface Ranked {
  readonly setting: Setting
  readonly runs: number
  readonly diverged: number
  readonly accuracy: number
  /** Of the sample, divided by n - 1; NaN for a single run. */
  readonly deviation: number
  readonly loss: number
}

/** The settings, the highest mean accuracy first; those of which a run diverged come last. */
export function rank(runs: readonly SweepRun[]): Ranked[] {
  const bySetting = Map.groupBy(runs, ({ setting }) => setting)
  return [...bySetting]
    .map(([setting, own]) => summaryOf(setting, own))
    .sort((a, b) => a.diverged - b.diverged || worth(b) - worth(a))
}

const worth = ({ accuracy }: Ranked): number => (Number.isNaN(accuracy) ? -1 : accuracy)

function summaryOf(setting: Setting, runs: readonly SweepRun[]): Ranked {
  const ended = runs.filter(({ accuracy }) => !Number.isNaN(accuracy))
  const accuracies = ended.map(({ accuracy }) => accuracy)
  const accuracy = mean(accuracies)
  const squares = accuracies.reduce((sum, value) => sum + (value - accuracy) ** 2, 0)
  return {
    setting,
    runs: runs.length,
    diverged: runs.length - ended.length,
    accuracy,
    deviation: ended.length > 1 ? Math.sqrt(squares / (ended.length - 1)) : Number.NaN,
    loss: mean(ended.map(({ loss }) => loss)),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
