import { formatCount, formatLoss, formatPercent, formatRate } from '../text/format'
import { largest } from '../text/largest'
import { printable } from '../text/printable'
import type { LoggedStart, RunLog } from './run-log'

/** A setting or a result of a run, in words. */
export interface Fact {
  readonly name: string
  /** Whether it is left out if no run has it. */
  readonly isOptional?: boolean
  readonly isLeft?: boolean
  text(run: RunLog): string
}

const unknown = '--'
const known = (value: number | undefined, format: (value: number) => string): string =>
  value === undefined || Number.isNaN(value) ? unknown : format(value).trim()
const word = (value: string | undefined): string => (value ? printable(value) : unknown)

// Runs on other images, or measured on others, are not alike.
function imagesOf({ dataset, trainSamples, heldOut }: LoggedStart): string {
  const count = trainSamples === undefined ? '' : ` ${formatCount(trainSamples)}`
  return `${word(dataset)}${count}${heldOut ? ' of all' : ''}`
}

/** What was chosen before the run. */
export const settings: readonly Fact[] = [
  { name: 'recipe', isLeft: true, text: ({ start }) => word(start.recipe) },
  { name: 'images', isLeft: true, text: ({ start }) => imagesOf(start) },
  {
    name: 'network',
    isLeft: true,
    text: ({ start }) => word(start.network ?? start.layers.join('-')),
  },
  { name: 'optimizer', isLeft: true, text: ({ start }) => word(start.optimizer) },
  {
    ...{ name: 'further', isLeft: true, isOptional: true },
    text: ({ start }) => word(start.extras?.join(', ')),
  },
  { name: 'rate', text: ({ start }) => known(start.learningRate, formatRate) },
  { name: 'batch', text: ({ start }) => known(start.batchSize, String) },
  { name: 'seed', text: ({ start }) => String(start.seed) },
]

/** What the run has come to. */
export const results: readonly Fact[] = [
  {
    name: 'epochs',
    text: ({ epochs, start }) => `${epochs.at(-1)?.epoch ?? 0}/${known(start.epochs, String)}`,
  },
  { name: 'accuracy', text: ({ epochs }) => known(epochs.at(-1)?.testAccuracy, formatPercent) },
  { name: 'best', text: (run) => known(bestAccuracy(run), formatPercent) },
  { name: 'loss', text: ({ epochs }) => known(epochs.at(-1)?.testLoss, formatLoss) },
  {
    name: 's/epoch',
    text: ({ epochs }) => known(epochs.at(-1)?.seconds, (seconds) => seconds.toFixed(1)),
  },
  { name: 'ended', isLeft: true, text: ({ ending }) => word(ending) },
]

/** The facts that `runs` have, in their order. */
export function factsOf(facts: readonly Fact[], runs: readonly RunLog[]): Fact[] {
  return facts.filter(
    ({ isOptional, text }) => !isOptional || runs.some((run) => text(run) !== unknown),
  )
}

/** The highest test accuracy of a run, NaN where there is none. */
export function bestAccuracy({ epochs }: RunLog): number {
  const values = epochs.map(({ testAccuracy }) => testAccuracy).filter(Number.isFinite)
  return values.length === 0 ? Number.NaN : largest(values)
}
