import type { LoggedStart, RunLog } from '../runs/run-log'
import type { RecipeName } from '../settings/train-options'
import { formatCount } from '../text/format'
import type { Setting } from './grid'
import type { SweepRun } from './ranking'

/** The runs of logs that can be ranked, and how many others there are. */
export interface LoggedRuns {
  readonly runs: readonly SweepRun[]
  /** Runs without an end: under way, or cut off. */
  readonly open: number
}

/** What may differ between settings beside recipe, learning rate and batch size. */
const others: readonly (readonly [string, (start: LoggedStart) => string])[] = [
  ['network', ({ network, layers }) => network ?? layers.join('-')],
  ['with', ({ extras = [] }) => extras.join(', ') || 'nothing further'],
  // Without its learning rate, which is a setting of its own.
  ['optimizer', ({ optimizer = 'unknown' }) => optimizer.replace(/ [\d.]+(e-?\d+)?/, '')],
  ['epochs', ({ epochs }) => String(epochs ?? 'unknown')],
  [
    'data',
    ({ dataset, trainSamples }) => `${dataset ?? 'unknown'} ${formatCount(trainSamples ?? 0)}`,
  ],
  ['measured on', ({ heldOut }) => (heldOut ? 'held-out images' : 'test images')],
]

/**
 * The ended runs of logs as runs of a sweep. Runs that differ only in their seed have the same
 * setting; what all runs have in common is left out of settings. Of several runs with one setting and
 * seed, such as repeated attempts, the last one counts.
 */
export function loggedRuns(logs: readonly RunLog[]): LoggedRuns {
  const ended = logs.filter(({ ending }) => ending !== 'open')
  const starts = ended.map(({ start }) => start)
  const varies = (value: (start: LoggedStart) => unknown) => new Set(starts.map(value)).size > 1
  const shown = others.filter(([, value]) => varies(value))
  const hasRates = varies(({ learningRate }) => learningRate)
  const hasBatches = varies(({ batchSize }) => batchSize)
  const settings = new Map<string, Setting>()
  const runs = new Map<string, SweepRun>()
  for (const { start, epochs, ending } of ended) {
    const { recipe, learningRate, batchSize, seed } = start
    const setting: Setting = {
      recipe: recipe as RecipeName,
      ...(hasRates && learningRate !== undefined && { learningRate }),
      ...(hasBatches && batchSize !== undefined && { batchSize }),
      ...(shown.length > 0 && { more: shown.map(([name, value]) => `${name} ${value(start)}`) }),
    }
    const key = JSON.stringify(setting)
    if (!settings.has(key)) settings.set(key, setting)
    const last = ending === 'diverged' ? undefined : epochs.at(-1)
    const [accuracy, loss] = [last?.testAccuracy ?? Number.NaN, last?.testLoss ?? Number.NaN]
    runs.set(`${key} ${seed}`, { setting: settings.get(key)!, seed, accuracy, loss })
  }
  return { runs: [...runs.values()], open: logs.length - ended.length }
}
