import { formatPercent } from '../text/format'
import { largest } from '../text/largest'
import { printable } from '../text/printable'
import { tableLines } from '../text/table'
import { bestAccuracy, results, settings } from './run-facts'
import type { RunLog } from './run-log'
import { runNames } from './run-names'

/** The runs, a line each, with their settings and results. */
export function listLines(runs: readonly RunLog[]): string[] {
  const facts = [...settings, ...results]
  const names = runNames(runs).map(printable)
  const rows = runs.map((run, index) => [names[index]!, ...facts.map((fact) => fact.text(run))])
  const left = new Set(facts.flatMap(({ isLeft }, index) => (isLeft ? [index + 1] : [])))
  return tableLines([['run', ...facts.map(({ name }) => name)], ...rows], left.add(0))
}

/**
 * The runs side by side: the settings in which they differ, the test accuracy after each epoch, and
 * the results. The best accuracy of all is marked with a star.
 */
export function comparisonLines(runs: readonly RunLog[]): string[] {
  const row = (name: string, text: (run: RunLog) => string): string[] => [name, ...runs.map(text)]
  const rowsOf = (facts: typeof settings) => facts.map(({ name, text }) => row(name, text))
  const differing = rowsOf(settings).filter(([, ...texts]) => new Set(texts).size > 1)
  const same = rowsOf(settings).filter(([, ...texts]) => new Set(texts).size === 1)
  const table = tableLines(
    [
      ['', ...runNames(runs).map(printable)],
      ...differing,
      ...epochsOf(runs).map((epoch) =>
        row(`epoch ${epoch}`, (run) => accuracyAt(run, epoch, runs)),
      ),
      ...rowsOf(results),
    ],
    new Set([0]),
  )
  const shared = same.map(([name, text]) => `${name} ${text}`).join(', ')
  return shared === '' ? table : [...table, '', `the same for all: ${shared}`]
}

/** Runs of thousands of epochs are shown at the first, the last, and some between. */
const most = 20

function epochsOf(runs: readonly RunLog[]): number[] {
  const told = runs.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch))
  const all = [...new Set(told)].sort((a, b) => a - b)
  if (all.length <= most) return all
  return Array.from(
    { length: most },
    (_, place) => all[Math.round((place * (all.length - 1)) / (most - 1))]!,
  )
}

function accuracyAt(run: RunLog, epoch: number, runs: readonly RunLog[]): string {
  const accuracy = run.epochs.find((one) => one.epoch === epoch)?.testAccuracy ?? Number.NaN
  if (Number.isNaN(accuracy)) return '--'
  const highest = largest(runs.map(bestAccuracy).filter(Number.isFinite))
  return `${accuracy === highest ? '*' : ''}${formatPercent(accuracy).trim()}`
}
