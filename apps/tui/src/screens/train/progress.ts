import { bar } from '../../chart/bar'
import { sparkline } from '../../chart/sparkline'
import { progressOf } from '../../state/progress'
import type { ViewState } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { formatCount, formatDuration, formatLoss, formatRate } from '../../text/format'
import { dim, fit, type Line, span } from '../../text/span'

/** The lines' common grid: a label, what is drawn, a percentage, and words. */
interface Grid {
  readonly label: number
  readonly drawing: number
  readonly words: number
}

const percentCells = 5

function gridOf(columns: number): Grid {
  const [label, words] = columns < 70 ? [11, 18] : [13, 28]
  return { label, words, drawing: Math.max(0, columns - label - words - percentCells) }
}

/** Losses of the latest steps as columns, with the newest loss and the learning rate beside them. */
export function sparklineLine(state: ViewState, columns: number, charset: Charset): Line {
  const grid = gridOf(columns)
  const latest = state.recentLosses.at(-1)
  const loss = latest === undefined ? '--' : formatLoss(latest)
  const rate = Number.isNaN(state.learningRate) ? '--' : formatRate(state.learningRate)
  return gridLine(grid, {
    label: 'step loss',
    drawing: [
      span(sparkline(state.recentLosses, grid.drawing + percentCells, charset), { color: 'train' }),
    ],
    words: `${loss.padStart(7)}, rate ${rate}`,
  })
}

/** How far the epoch and the run are: one line for both, or one each. */
export function progressLines(
  state: ViewState,
  { columns, height, charset }: { columns: number; height: number; charset: Charset },
): Line[] {
  const progress = progressOf(state)
  const grid = gridOf(columns)
  const line = (label: string, fraction: number, words: string): Line =>
    gridLine(grid, {
      label,
      drawing: [
        ...bar(fraction, grid.drawing, charset, { color: 'accent' }),
        span(`${Math.floor(100 * fraction)}%`.padStart(percentCells)),
      ],
      words,
    })
  const epoch = state.run === null ? 'epoch' : `epoch ${state.epoch}/${progress.epochs}`
  const times = `${formatDuration(state.elapsed).padStart(7)}, ${formatDuration(progress.secondsLeft)} left`
  if (height < 2) return [line(epoch, progress.runFraction, times)]
  const speed = `${formatCount(progress.samplesPerSecond).padStart(7)} images/s`
  return [line(epoch, progress.epochFraction, speed), line('run', progress.runFraction, times)]
}

function gridLine(
  grid: Grid,
  { label, drawing, words }: { label: string; drawing: Line; words: string },
): Line {
  return [
    ...fit([span(label, dim)], grid.label),
    ...fit(drawing, grid.drawing + percentCells),
    ...fit([span(words)], grid.words),
  ]
}
