import { axisTicks, escapeXml, round, STYLE } from './svg.ts'

/** One row of a dot chart: a value with its interval. */
interface Dot {
  readonly label: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** What is written beside the dot. */
  readonly text: string
  readonly highlighted: boolean
}

export interface DotChart {
  readonly title: string
  readonly axis: string
  /** All values above 0. */
  readonly dots: readonly Dot[]
}

const WIDTH = 860
const LEFT = 330
const RIGHT = 110
const ROW = 30
const TOP = 52

/** An SVG drawing with a logarithmic axis, readable on light and dark pages. */
export function dotChart({ title, axis, dots }: DotChart): string {
  const ticks = axisTicks(dots)
  const [first, last] = [ticks[0]!, ticks.at(-1)!]
  const x = (value: number) =>
    round(LEFT + (Math.log(value / first) / Math.log(last / first)) * (WIDTH - LEFT - RIGHT))
  const bottom = TOP + ROW * dots.length
  const height = bottom + 44
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="12" y="24">${escapeXml(title)}</text>`,
    ...ticks.map((tick) => gridLine(x(tick), tick, bottom)),
    ...dots.map((dot, row) => dotRow(dot, x, TOP + ROW * (row + 0.5))),
    `<text x="${LEFT}" y="${bottom + 36}">${escapeXml(axis)}</text>`,
    '</svg>\n',
  ].join('\n')
}

function gridLine(x: number, tick: number, bottom: number): string {
  return `<line class="grid" x1="${x}" x2="${x}" y1="${TOP - 8}" y2="${bottom}"/><text x="${x}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`
}

function dotRow(dot: Dot, x: (value: number) => number, y: number): string {
  const ours = dot.highlighted ? ' ours' : ''
  return [
    `<text x="${LEFT - 14}" y="${y + 4}" text-anchor="end">${escapeXml(dot.label)}</text>`,
    `<line class="interval${ours}" x1="${x(dot.low)}" x2="${x(dot.high)}" y1="${y}" y2="${y}" stroke-width="3"/>`,
    `<circle class="dot${ours}" cx="${x(dot.value)}" cy="${y}" r="5"/>`,
    `<text x="${x(dot.high) + 12}" y="${y + 4}">${escapeXml(dot.text)}</text>`,
  ].join('\n')
}
