/** A chart of one figure: its training values, step by step, and its test values after epochs. */
export interface Chart {
  readonly values: readonly number[]
  readonly tests: readonly { readonly step: number; readonly value: number }[]
  /** From a value to its height on the axis, and back. */
  readonly scale: (value: number) => number
  readonly valueAt: (height: number) => number
  readonly format: (value: number) => string
}

const LEFT = 52
const RIGHT = 8
const TOP = 8
const BOTTOM = 22
const TICKS = 4
/** Points of a line; more steps than that are averaged. */
const POINTS = 300

/** Draws the training values as a line and the test values as dots, from step 0 to now. */
export function drawChart(canvas: HTMLCanvasElement, chart: Chart): void {
  const { values, tests, scale, valueAt, format } = chart
  const { clientWidth, clientHeight } = canvas
  canvas.width = clientWidth * devicePixelRatio
  canvas.height = clientHeight * devicePixelRatio
  const pen = canvas.getContext('2d')!
  const style = getComputedStyle(canvas)
  const color = (name: string) => style.getPropertyValue(name)
  const width = widthOf(values)
  const line = averaged(values)
  const heights = [...line, ...tests.map(({ value }) => value)].map(scale).filter(Number.isFinite)
  const [low, high] = rangeOf(heights)
  const x = (part: number) => LEFT + (clientWidth - LEFT - RIGHT) * part
  const y = (height: number) =>
    clientHeight - BOTTOM - ((clientHeight - TOP - BOTTOM) * (height - low)) / (high - low)

  pen.scale(devicePixelRatio, devicePixelRatio)
  Object.assign(pen, {
    font: '12px system-ui',
    lineWidth: 1,
    strokeStyle: color('--line'),
    fillStyle: color('--soft'),
  })
  for (let tick = 0; tick <= TICKS && heights.length > 0; tick++) {
    const height = low + ((high - low) * tick) / TICKS
    pen.strokeRect(LEFT, y(height), clientWidth - LEFT - RIGHT, 0)
    pen.textAlign = 'right'
    pen.fillText(format(valueAt(height)), LEFT - 6, y(height) + 4)
    pen.textAlign = tick === TICKS ? 'right' : 'center'
    const step = Math.round((values.length * tick) / TICKS)
    pen.fillText(step.toLocaleString('en'), x(tick / TICKS), clientHeight - 4)
  }
  Object.assign(pen, { lineWidth: 1.8, strokeStyle: color('--train'), fillStyle: color('--test') })
  pen.beginPath()
  for (const [place, value] of line.entries())
    pen.lineTo(x(((place + 0.5) * width) / values.length), y(scale(value)))
  pen.stroke()
  for (const { step, value } of tests) {
    pen.beginPath()
    pen.arc(x(step / values.length), y(scale(value)), 4, 0, 2 * Math.PI)
    pen.fill()
  }
}

/** Means of equally long stretches of `values`, at most `POINTS` of them; a shorter rest is left out. */
export function averaged(values: readonly number[]): number[] {
  const width = widthOf(values)
  return Array.from({ length: Math.floor(values.length / width) }, (_, place) => {
    const stretch = values.slice(place * width, (place + 1) * width)
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length
  })
}

/** The least and the greatest height, apart from each other. */
function rangeOf(heights: readonly number[]): [number, number] {
  const low = heights.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = heights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return high > low ? [low, high] : [low - 0.5, high + 0.5]
}

/** Values in a stretch that becomes one point. */
const widthOf = (values: readonly number[]): number => Math.ceil(values.length / POINTS) || 1
