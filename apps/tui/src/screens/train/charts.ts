import { lineChart } from '../../chart/line-chart'
import { linearScale } from '../../chart/scale'
import { curvesOf, type Quantity, readAt } from '../../state/curves'
import type { ViewState } from '../../state/view-state'
import { spanOf } from '../../state/zoom'
import type { Charset } from '../../text/charset'
import { formatLoss, formatPercent } from '../../text/format'
import { beside, bold, dim, type Line, span, spread } from '../../text/span'
import type { TrainView } from '../view'
import type { TrainLayout } from './layout'

/** Loss on the left, accuracy on the right, each with its title line over it. */
export function chartLines(
  state: ViewState,
  view: TrainView,
  { width, height, gap }: TrainLayout['chart'],
  charset: Charset,
): Line[] {
  const block = (quantity: Quantity) => ({
    lines: chartBlock(state, view, { quantity, width, height, charset }),
    width,
  })
  return beside([block('loss'), block('accuracy')], gap).slice(0, height)
}

interface BlockOptions {
  readonly quantity: Quantity
  readonly width: number
  readonly height: number
  readonly charset: Charset
}

function chartBlock(state: ViewState, view: TrainView, options: BlockOptions): Line[] {
  const { quantity, width, height, charset } = options
  const [from, to] = spanOf(state, view.zoom)
  const cursor = view.cursor === null ? undefined : from + view.cursor * (to - from)
  const chart = lineChart(curvesOf(state, quantity, view, charset), {
    width,
    height: height - 1,
    charset,
    values:
      quantity === 'loss' ? (view.spread ? 'log' : 'linear') : view.spread ? 'nines' : 'percent',
    across: linearScale(from, to, to - from >= 2 ? 1 : 0),
    acrossName: 'epoch',
    labelCells: width < 30 ? 0 : 5,
    ...(cursor !== undefined && { cursor }),
  })
  return [titleLine(state, view, options, cursor ?? to), ...chart]
}

function titleLine(
  state: ViewState,
  view: TrainView,
  { quantity, width, charset }: BlockOptions,
  at: number,
): Line {
  const name = quantity === 'loss' ? 'Loss' : 'Accuracy'
  const format = quantity === 'loss' ? formatLoss : formatPercent
  const { train, test } = readAt(state, quantity, view.smoothing, at)
  const where = view.cursor === null ? '' : ` at ${at.toFixed(2)}`
  return spread(
    [span(name, bold), span(where, dim)],
    [
      span(`${charset.marker.train} train`, { color: 'train' }),
      span(` ${figure(train, format)}  `),
      span(`${charset.marker.test} test`, { color: 'test' }),
      span(` ${figure(test, format)}`),
    ],
    width,
  )
}

/** The latest figures in two lines of words, for screens whose chart titles are too narrow. */
export function figureLines(state: ViewState, view: TrainView, charset: Charset): [Line, Line] {
  const [, to] = spanOf(state, view.zoom)
  const loss = readAt(state, 'loss', view.smoothing, to)
  const accuracy = readAt(state, 'accuracy', view.smoothing, to)
  const line = (name: 'train' | 'test'): Line => [
    span(`${charset.marker[name]} ${name.padEnd(5)}`, { color: name }),
    span(
      ` loss ${figure(loss[name], formatLoss)}  accuracy ${figure(accuracy[name], formatPercent)}`,
    ),
  ]
  return [line('train'), line('test')]
}

// Before there is a figure its place is kept by dashes of the same width.
function figure(value: number, format: (value: number) => string): string {
  return Number.isNaN(value) ? '--'.padStart(format(0).length) : format(value)
}
