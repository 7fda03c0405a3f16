import type { Confused, Outcomes } from '../../state/outcomes'
import type { Inspection } from '../../state/view-state'
import { formatCount, formatPercent } from '../../text/format'
import { isLight } from '../../text/palette'
import {
  bold,
  dim,
  fit,
  type Line,
  type Shade,
  type Span,
  type Style,
  span,
  spread,
} from '../../text/span'
import type { Theme } from '../theme'

const labelCells = 5
const scoreCells = 22

/** The confusion matrix with the scores of each class, in `rows` lines. */
export function confusionLines(
  { outcomes, testData }: Inspection,
  chosen: Confused,
  { columns, rows }: { columns: number; rows: number },
  theme: Theme,
): Line[] {
  if (!outcomes || !testData) return [[span('Classifying the test images ...', dim)]]
  const { classes } = testData
  const hasScores = columns >= labelCells + 5 * classes.length + scoreCells
  const room = columns - labelCells - (hasScores ? scoreCells : 0)
  const cell = {
    width: Math.min(9, Math.floor(room / classes.length)),
    height: Math.max(1, Math.min(3, Math.floor((rows - 4) / (classes.length + 1)))),
  }
  const matrix = classes.map((name, label) =>
    classRow({ name, label, outcomes, chosen, cell, hasScores }, theme),
  )
  const average = hasScores ? [averageLine(outcomes, cell.width * classes.length)] : []
  const fitting = Math.max(1, Math.floor((rows - 2 - average.length) / cell.height))
  const first = Math.max(
    0,
    Math.min(classes.length - fitting, chosen.label - Math.floor(fitting / 2)),
  )
  return [
    titleLine(outcomes, chosen, classes, columns),
    headingLine(classes, cell.width, hasScores),
    ...matrix.slice(first, first + fitting).flat(),
    ...average,
  ].slice(0, rows)
}

function titleLine(
  { counts, step }: Outcomes,
  { label, predicted }: Confused,
  classes: readonly string[],
  columns: number,
): Line {
  const count = counts[label]![predicted]!
  const total = counts[label]!.reduce((sum, count) => sum + count, 0)
  const words = label === predicted ? 'read right' : `taken for ${classes[predicted]}`
  const share = formatPercent(count / total).trim()
  return spread(
    [
      span(`${formatCount(count)} of ${formatCount(total)} ${classes[label]}s ${words}`, bold),
      span(` ${share}`, dim),
    ],
    [span(`step ${formatCount(step)}`, dim)],
    columns,
  )
}

function headingLine(classes: readonly string[], width: number, hasScores: boolean): Line {
  const names = classes.map((name) => cellText(name, width, false)).join('')
  const scores = hasScores ? '  prec. recall     F1' : ''
  return [span('true'.padEnd(labelCells) + names + scores, dim)]
}

interface RowOptions {
  readonly name: string
  readonly label: number
  readonly outcomes: Outcomes
  readonly chosen: Confused
  readonly cell: { readonly width: number; readonly height: number }
  readonly hasScores: boolean
}

// A class's row, one line of figures in as many lines as a cell is high.
function classRow(
  { name, label, outcomes, chosen, cell, hasScores }: RowOptions,
  theme: Theme,
): Line[] {
  const counts = outcomes.counts[label]!
  const total = counts.reduce((sum, count) => sum + count, 0)
  const middle = Math.floor((cell.height - 1) / 2)
  return Array.from({ length: cell.height }, (_, row) => {
    const isMiddle = row === middle
    const isRow = label === chosen.label
    const cells = counts.map((count, predicted) => {
      const isChosen = isRow && predicted === chosen.predicted
      return cellSpan(
        isMiddle
          ? cellText(countText(count, cell.width), cell.width, isChosen)
          : ' '.repeat(cell.width),
        {
          heat: heatOf(count, total),
          isChosen,
          theme,
        },
      )
    })
    const head = span(
      isMiddle ? name.padEnd(labelCells) : ' '.repeat(labelCells),
      isRow ? bold : dim,
    )
    const scores = hasScores && isMiddle ? scoreText(outcomes.scores[label]!) : ''
    return [head, ...cells, span(scores)]
  })
}

// On a logarithmic scale: one mistake is to be seen beside a thousand hits.
function heatOf(count: number, total: number): number {
  return count === 0 ? 0 : Math.log1p(count) / Math.log1p(total)
}

function countText(count: number, width: number): string {
  const room = width > 3 ? width - 1 : width
  const whole = count === 0 ? '.' : String(count)
  return whole.length > room ? `${Math.round(count / 1000)}k` : whole
}

// Figures of up to four digits stand under each other, near the middle of their cells.
function cellText(figure: string, width: number, isChosen: boolean): string {
  const text = isChosen && width > 3 ? `>${figure}` : figure
  return text.padStart(Math.min(width, Math.ceil(width / 2) + 2)).padEnd(width)
}

function cellSpan(
  text: string,
  { heat, isChosen, theme }: { heat: number; isChosen: boolean; theme: Theme },
): Span {
  const choice: Style = isChosen ? { bold: true, inverse: true } : {}
  if (theme.depth < 8) return span(text, heat === 0 && !isChosen ? dim : choice)
  const background: Shade = { ramp: 'heat', value: heat }
  const ink = isLight(background) ? 0 : heat === 0 ? 0.5 : 1
  return span(text, { background, color: { ramp: 'gray', value: ink }, ...choice })
}

function scoreText({
  precision,
  recall,
  f1,
}: {
  precision: number
  recall: number
  f1: number
}): string {
  return [precision, recall, f1]
    .map((score) => formatPercent(score).padStart(7))
    .join('')
    .padEnd(scoreCells)
}

function averageLine({ average }: Outcomes, width: number): Line {
  return fit(
    [span('mean'.padEnd(labelCells) + ' '.repeat(width), dim), span(scoreText(average))],
    labelCells + width + scoreCells,
  )
}
