import type { Charset } from '../../text/charset'
import { formatLoss, formatPercent, formatRate } from '../../text/format'
import { dim, fit, type Line, type Role, span } from '../../text/span'
import type { ListedRun } from './compared'

/** The colours of compared runs, in the order of the charsets' markers. */
export const seriesRoles: readonly Role[] = ['test', 'train', 'good', 'warn', 'accent', 'bad']

interface Column {
  readonly title: string
  readonly width: number
  readonly isLeft?: boolean
  /** Whether it was chosen before the run, so that a difference explains something. */
  readonly isSetting: boolean
  text(run: ListedRun): string
}

const nothing = '--'
const figure = (value: number | undefined, format: (value: number) => string): string =>
  value === undefined || Number.isNaN(value) ? nothing : format(value)

const setting = (title: string, width: number, text: Column['text'], isLeft = false): Column => ({
  ...{ title, width, text, isLeft, isSetting: true },
})
const result = (title: string, width: number, text: Column['text']): Column => ({
  ...{ title, width, text, isSetting: false },
})

// The most telling first; the last ones give way where there is no room.
const columns: readonly Column[] = [
  result('accuracy', 8, ({ epochs }) => formatPercent(best(epochs.map((e) => e.testAccuracy)))),
  result('loss', 7, ({ epochs }) => figure(epochs.at(-1)?.testLoss, formatLoss)),
  setting('rate', 8, ({ start }) => figure(start.learningRate, formatRate)),
  setting('batch', 6, ({ start }) => figure(start.batchSize, String)),
  setting('seed', 6, ({ start }) => String(start.seed)),
  result('epochs', 8, ({ epochs, start }) => `${epochs.at(-1)?.epoch ?? 0}/${start.epochs ?? '?'}`),
  setting('recipe', 8, ({ start }) => start.recipe, true),
  setting('network', 16, ({ start }) => start.layers.join('-'), true),
  result('s/epoch', 8, ({ epochs }) => figure(epochs.at(-1)?.seconds, (value) => value.toFixed(1))),
  setting('optimizer', 32, ({ start }) => start.optimizer ?? nothing, true),
  setting('images', 8, ({ start }) => start.dataset ?? nothing, true),
  setting(
    'backend',
    16,
    ({ start }) => `${start.backend ?? nothing}, ${start.threads ?? '?'} thr.`,
    true,
  ),
  result('ended', 10, ({ ending }) => ending),
]

const nameCells = 18
const markCells = 4

/** The runs with their results and settings side by side; settings that differ among the compared ones stand out. */
export function runsTable(
  runs: readonly ListedRun[],
  compared: readonly ListedRun[],
  chosen: number,
  { width, height, charset }: { width: number; height: number; charset: Charset },
): Line[] {
  if (height < 1) return []
  const shown = shownColumns(width)
  const heading = shown.map(({ title, width, isLeft }) => pad(title, width, isLeft)).join('  ')
  const fitting = height - 1
  const first = Math.max(0, Math.min(runs.length - fitting, chosen - Math.floor(fitting / 2)))
  const differs = new Set(
    shown.filter(
      ({ isSetting, text }) => isSetting && new Set(compared.map((run) => text(run))).size > 1,
    ),
  )
  const rows = runs.slice(first, first + fitting).map((run, place): Line => {
    const isChosen = first + place === chosen
    const series = compared.indexOf(run)
    const mark = series < 0 ? ' ' : charset.series[series]!
    const cells = shown.flatMap((column) => [
      span('  '),
      span(pad(column.text(run), column.width, column.isLeft), {
        bold: differs.has(column) && series >= 0,
        dim: series < 0,
      }),
    ])
    const color = seriesRoles[series]
    return [
      span(`${isChosen ? charset.status.running : ' '} `),
      span(`${mark} `, color === undefined ? dim : { color }),
      span(pad(run.name, nameCells, true), isChosen ? { bold: true } : {}),
      ...cells,
    ]
  })
  const head = ' '.repeat(markCells) + pad('run', nameCells, true)
  return [[span(`${head}  ${heading}`, dim)], ...rows].map((line) => fit(line, width))
}

function shownColumns(width: number): Column[] {
  let room = width - markCells - nameCells
  const shown: Column[] = []
  for (const column of columns) {
    room -= column.width + 2
    if (room < 0) break
    shown.push(column)
  }
  return shown
}

function pad(text: string, width: number, isLeft = false): string {
  const cut = text.length > width ? `${text.slice(0, width - 1)}~` : text
  return isLeft ? cut.padEnd(width) : cut.padStart(width)
}

function best(values: readonly number[]): number {
  return Math.max(...values.filter(Number.isFinite))
}
