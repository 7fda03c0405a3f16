import type { ViewState } from '../../state/view-state'
import type { Charset } from '../../text/charset'
import { formatCount, formatLoss, formatPercent, formatRate } from '../../text/format'
import { dim, fit, type Line, type Span, span } from '../../text/span'
import type { MeasuredEpoch } from '../../training/protocol'

interface Column {
  readonly title: string
  readonly width: number
  readonly style?: { readonly color: 'train' | 'test' }
}

const narrow: readonly Column[] = [
  { title: 'epoch', width: 7 },
  { title: 'train loss', width: 10, style: { color: 'train' } },
  { title: 'accuracy', width: 8, style: { color: 'train' } },
  { title: 'test loss', width: 9, style: { color: 'test' } },
  { title: 'accuracy', width: 8, style: { color: 'test' } },
]

const wide: readonly Column[] = [
  ...narrow,
  { title: 'rate', width: 8 },
  { title: 'seconds', width: 7 },
  { title: 'images/s', width: 8 },
]

/** The latest epochs' figures under a heading, and the epoch that is under way, in `height` lines. */
export function epochTable(
  state: ViewState,
  { width, height, isWide }: { width: number; height: number; isWide: boolean },
  charset: Charset,
): Line[] {
  const columns = isWide ? wide : narrow
  const best = Math.max(...state.epochs.map(({ testAccuracy }) => testAccuracy))
  const rows = state.epochs.map((epoch) =>
    row(columns, cellsOf(epoch), epoch.testAccuracy === best ? charset.status.done : ''),
  )
  const current = state.epochSums.samples > 0 && state.epoch !== state.epochs.at(-1)?.epoch
  if (current) rows.push(row(columns, currentCells(state), ''))
  const heading = columns.map(({ title, width }) => title.padStart(width)).join('  ')
  const shown = height > 1 ? rows.slice(-(height - 1)) : []
  return [[span(heading, dim)], ...shown].slice(0, height).map((line) => fit(line, width))
}

function row(columns: readonly Column[], cells: readonly string[], mark: string): Line {
  return columns.flatMap(({ width, style }, index): Span[] => {
    const text = (index === 0 ? `${mark} ${cells[0]}` : cells[index]!).padStart(width)
    return [span(index === 0 ? '' : '  '), span(text, style)]
  })
}

function cellsOf(epoch: MeasuredEpoch): string[] {
  return [
    String(epoch.epoch),
    formatLoss(epoch.trainLoss),
    formatPercent(epoch.trainAccuracy),
    formatLoss(epoch.testLoss),
    formatPercent(epoch.testAccuracy),
    formatRate(epoch.learningRate),
    epoch.seconds.toFixed(1),
    formatCount(epoch.samplesPerSecond),
  ]
}

function currentCells({ epoch, epochSums, phase, learningRate }: ViewState): string[] {
  const { loss, correct, samples } = epochSums
  return [
    String(epoch),
    formatLoss(loss / samples),
    formatPercent(correct / samples),
    phase === 'measuring' ? '...' : '--',
    phase === 'measuring' ? '...' : '--',
    formatRate(learningRate),
    '--',
    '--',
  ]
}
