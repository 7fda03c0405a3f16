import type { Mark, Series } from './history'

const LEFT = 46
const RIGHT = 8
const TOP = 8
const BOTTOM = 22
const TICKS = 4

/** How a chart is scaled and labelled. */
export interface ChartStyle {
  /** Places a value between 0 (bottom) and 1 (top) relative to others. */
  readonly scale: (value: number) => number
  /** The inverse of `scale`. */
  readonly valueAt: (height: number) => number
  readonly format: (value: number) => string
}

/** Loss falls by factors, so its axis is logarithmic. */
export const lossStyle: ChartStyle = {
  scale: Math.log10,
  valueAt: (height) => 10 ** height,
  format: (value) => value.toPrecision(2),
}

/** Near 100% each further nine counts as much as the one before, so the axis is of the errors' logarithm. */
export const accuracyStyle: ChartStyle = {
  scale: (value) => -Math.log10(1.0005 - value),
  valueAt: (height) => 1.0005 - 10 ** -height,
  format: (value) => `${(100 * value).toFixed(value < 0.985 ? 0 : 1)}%`,
}

/** Draws the training series as a line and the test marks as dots, from step 0 to now. */
export function drawChart(
  canvas: HTMLCanvasElement,
  { series, marks, style }: { series: Series; marks: readonly Mark[]; style: ChartStyle },
): void {
  const { clientWidth: width, clientHeight: height } = canvas
  canvas.width = width * devicePixelRatio
  canvas.height = height * devicePixelRatio
  const pen = canvas.getContext('2d')!
  pen.scale(devicePixelRatio, devicePixelRatio)
  pen.font = '12px system-ui'
  const color = (name: string) => getComputedStyle(canvas).getPropertyValue(name)
  const heights = [...series.values, ...marks.map(({ value }) => value)].map(style.scale)
  const [low, high] = rangeOf(heights)
  const steps = Math.max(1, series.values.length * series.width)
  const x = (step: number) => LEFT + ((width - LEFT - RIGHT) * step) / steps
  const y = (level: number) =>
    height - BOTTOM - ((height - TOP - BOTTOM) * (level - low)) / (high - low)

  pen.strokeStyle = color('--line')
  pen.fillStyle = color('--soft')
  for (let tick = 0; tick <= TICKS; tick++) {
    const level = low + ((high - low) * tick) / TICKS
    pen.strokeRect(LEFT, y(level), width - LEFT - RIGHT, 0)
    pen.textAlign = 'right'
    if (heights.length > 0) pen.fillText(style.format(style.valueAt(level)), LEFT - 6, y(level) + 4)
    pen.textAlign = tick === TICKS ? 'right' : 'center'
    const step = Math.round((steps * tick) / TICKS)
    if (heights.length > 0) pen.fillText(step.toLocaleString('en'), x(step), height - 4)
  }
  pen.strokeStyle = color('--train')
  pen.lineWidth = 1.8
  pen.beginPath()
  series.values.forEach((value, place) => {
    pen.lineTo(x((place + 0.5) * series.width), y(style.scale(value)))
  })
  pen.stroke()
  pen.fillStyle = color('--test')
  for (const { step, value } of marks) {
    pen.beginPath()
    pen.arc(x(step), y(style.scale(value)), 4, 0, 2 * Math.PI)
    pen.fill()
  }
}

/** The least and the greatest height, apart from each other, whatever their number. */
function rangeOf(heights: readonly number[]): [number, number] {
  const finite = heights.filter(Number.isFinite)
  if (finite.length === 0) return [0, 1]
  const low = finite.reduce((a, b) => Math.min(a, b))
  const high = finite.reduce((a, b) => Math.max(a, b))
  return high > low ? [low, high] : [low - 0.5, high + 0.5]
}
