import { bar } from '../../chart/bar'
import { sparkline } from '../../chart/sparkline'
import { progressOf } from '../../state/progress'
import type { ViewState } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { formatCount, formatDuration, formatLoss, formatRate } from '../../text/format'
import { dim, fit, type Line, span } from '../../text/span'

const labelCells = 13
const textCells = 30

/** Losses of the latest steps as columns, `height` rows, with the newest loss beside them. */
export function sparklineLines(
  state: ViewState,
  columns: number,
  height: number,
  charset: Charset,
): Line[] {
  const width = Math.max(0, columns - labelCells - textCells - 2)
  const rows = sparkline(state.recentLosses, { width, height, charset })
  const latest = state.recentLosses.at(-1)
  const text = latest === undefined ? '' : formatLoss(latest)
  return rows.map((row, index) =>
    gridLine(
      columns,
      index === height - 1 ? 'step loss' : '',
      [span(row, { color: 'train' })],
      index === height - 1 ? `${text}  rate ${rateText(state)}` : '',
    ),
  )
}

/** How far the epoch and the run are: one line for both, or one each. */
export function progressLines(
  state: ViewState,
  columns: number,
  height: number,
  charset: Charset,
): Line[] {
  const progress = progressOf(state)
  const epochs = state.run === null ? '' : ` ${state.epoch}/${progress.epochs}`
  const width = Math.max(0, columns - labelCells - textCells - 2)
  const speed = `${formatCount(progress.samplesPerSecond).padStart(9)} samples/s`
  const times = `${formatDuration(state.elapsed).padStart(7)}, ${formatDuration(progress.secondsLeft)} left`
  const line = (label: string, fraction: number, text: string): Line =>
    gridLine(
      columns,
      label,
      bar(fraction, width - 5, charset, { color: 'accent' }),
      text,
      percent(fraction),
    )
  const run = line(height === 1 ? `epoch${epochs}` : 'run', progress.runFraction, times)
  return height === 1 ? [run] : [line(`epoch${epochs}`, progress.epochFraction, speed), run]
}

// The three lines share one grid: a label, what is drawn, and words.
function gridLine(columns: number, label: string, drawing: Line, text: string, note = ''): Line {
  return fit(
    [...fit([span(label, dim)], labelCells), ...drawing, span(note), span(`  ${text}`)],
    columns,
  )
}

function percent(fraction: number): string {
  return `${Math.floor(100 * fraction)}%`.padStart(5)
}

function rateText({ learningRate }: ViewState): string {
  return Number.isNaN(learningRate) ? '--' : formatRate(learningRate)
}
