import { formatPercent } from '../text/format'
import { largest } from '../text/largest'
import { printable } from '../text/printable'
import { tableLines } from '../text/table'
import { bestAccuracy, type Fact, factsOf, results, settings } from './run-facts'
import type { RunLog } from './run-log'
import { runNames } from './run-names'

/** Columns that a narrow table omits, the first one first. */
const omitted = [
  ...['s/epoch', 'best', 'batch', 'rate', 'further', 'loss', 'seed', 'images'],
  ...['network', 'ended', 'optimizer', 'recipe', 'epochs'],
]

/**
 * The runs, one line each, with their settings and results. A table that is wider than `columns` states
 * values that all runs share below it, then omits the least important columns, and says which.
 */
export function listLines(
  runs: readonly RunLog[],
  columns: number = Number.POSITIVE_INFINITY,
): string[] {
  const all = [...factsOf(settings, runs), ...results]
  const whole = factTable(runs, all)
  if (widthOf(whole) <= columns) return whole
  const isShared = ({ name, text }: Fact) =>
    settings.some((fact) => fact.name === name) &&
    runs.length > 1 &&
    new Set(runs.map(text)).size === 1
  const shared = all.filter(isShared)
  let shown = all.filter((fact) => !isShared(fact))
  const dropped: string[] = []
  for (const name of omitted) {
    if (widthOf(factTable(runs, shown)) <= columns) break
    if (shown.some((fact) => fact.name === name)) dropped.push(name)
    shown = shown.filter((fact) => fact.name !== name)
  }
  const notes = [
    ...(shared.length > 0
      ? [
          `the same for all: ${shared.map(({ name, text }) => `${name} ${text(runs[0]!)}`).join(', ')}`,
        ]
      : []),
    ...(dropped.length > 0
      ? [`omitted: ${dropped.join(', ')}; use a wider terminal, --compare or --json`]
      : []),
  ]
  return [...factTable(runs, shown), '', ...notes].flatMap((line) => wrapped(line, columns))
}

function factTable(runs: readonly RunLog[], facts: readonly Fact[]): string[] {
  const names = runNames(runs).map(printable)
  const rows = runs.map((run, index) => [names[index]!, ...facts.map((fact) => fact.text(run))])
  const left = new Set(facts.flatMap(({ isLeft }, index) => (isLeft ? [index + 1] : [])))
  return tableLines([['run', ...facts.map(({ name }) => name)], ...rows], left.add(0))
}

const widthOf = (lines: readonly string[]): number =>
  lines.reduce((most, { length }) => Math.max(most, length), 0)

/** A line in lines of at most `columns` characters, broken at spaces where there are some. */
function wrapped(line: string, columns: number): string[] {
  if (line.length <= columns) return [line]
  const space = line.lastIndexOf(' ', columns)
  const end = space > 0 ? space : columns
  return [line.slice(0, end), ...wrapped(line.slice(end).trimStart(), columns)]
}

/**
 * The runs side by side: the settings in which they differ, the test accuracy after each epoch, and
 * the results. The best accuracy of all is marked with a star.
 */
export function comparisonLines(runs: readonly RunLog[]): string[] {
  const row = (name: string, text: (run: RunLog) => string): string[] => [name, ...runs.map(text)]
  const rowsOf = (facts: readonly Fact[]) => facts.map(({ name, text }) => row(name, text))
  const known = factsOf(settings, runs)
  const differing = rowsOf(known).filter(([, ...texts]) => new Set(texts).size > 1)
  const same = rowsOf(known).filter(([, ...texts]) => new Set(texts).size === 1)
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
