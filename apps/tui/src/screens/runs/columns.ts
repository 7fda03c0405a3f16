import { formatLoss, formatPercent, formatRate } from '../../text/format'
import { largest } from '../../text/largest'
import type { ListedRun } from './compared'

/** A column of the table of runs. */
export interface RunColumn {
  readonly title: string
  readonly width: number
  readonly isLeft: boolean
  /** Whether it was chosen before the run, so that a difference explains something. */
  readonly isSetting: boolean
  text(run: ListedRun): string
}

const nothing = '--'
const figure = (value: number | undefined, format: (value: number) => string): string =>
  value === undefined || Number.isNaN(value) ? nothing : format(value)

const column =
  (isSetting: boolean) =>
  (title: string, width: number, text: RunColumn['text'], isLeft = false): RunColumn => ({
    ...{ title, width, text, isLeft, isSetting },
  })
const setting = column(true)
const result = column(false)

/** The most informative first; the last ones are left out where there is no room. */
export const runColumns: readonly RunColumn[] = [
  result('accuracy', 8, ({ epochs }) => figure(epochs.at(-1)?.testAccuracy, formatPercent)),
  result('best', 7, ({ epochs }) => formatPercent(best(epochs.map((e) => e.testAccuracy)))),
  result('loss', 7, ({ epochs }) => figure(epochs.at(-1)?.testLoss, formatLoss)),
  result('epochs', 7, ({ epochs, start }) => `${epochs.at(-1)?.epoch ?? 0}/${start.epochs ?? '?'}`),
  setting('rate', 8, ({ start }) => figure(start.learningRate, formatRate)),
  setting('batch', 5, ({ start }) => figure(start.batchSize, String)),
  setting('seed', 5, ({ start }) => String(start.seed)),
  setting('recipe', 8, ({ start }) => start.recipe, true),
  setting('data', 8, ({ start }) => start.dataset ?? nothing, true),
  setting('network', 16, ({ start }) => start.layers.join('-'), true),
  result('s/epoch', 7, ({ epochs }) => figure(epochs.at(-1)?.seconds, (value) => value.toFixed(1))),
  result('ended', 9, ({ ending }) => ending, true),
  setting('optimizer', 32, ({ start }) => start.optimizer ?? nothing, true),
  setting('backend', 16, ({ start }) => backendOf(start), true),
]

function backendOf({ backend, threads }: ListedRun['start']): string {
  return `${backend ?? nothing}, ${threads ?? '?'} ${threads === 1 ? 'thread' : 'threads'}`
}

function best(values: readonly number[]): number {
  return largest(values.filter(Number.isFinite))
}
