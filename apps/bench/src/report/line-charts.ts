import { axisTicks, escapeXml, round, STYLE } from './svg.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** One drawing of several beside each other, both axes logarithmic. */
interface LinePanel {
  readonly title: string
  readonly lines: readonly { readonly label: string; readonly points: readonly Point[] }[]
  /** An x that is marked by a dashed line. */
  readonly bend?: number
}

export interface LineCharts {
  readonly title: string
  /** What the axes of all panels are. */
  readonly axis: string
  readonly panels: readonly LinePanel[]
}

const WIDTH = 420
const HEIGHT = 260
const COLUMNS = 2
const TOP = 60
const MARGIN = { left: 60, right: 50, top: 30, bottom: 40 }
/** No more numbers than fit along an axis. */
const MOST_TICKS = 6

/** An SVG drawing of lines through points above 0, panel beside panel. */
export function lineCharts({ title, axis, panels }: LineCharts): string {
  const rows = Math.ceil(panels.length / COLUMNS)
  const width = WIDTH * Math.min(COLUMNS, panels.length)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${TOP + HEIGHT * rows}" role="img" aria-label="${escapeXml(title)}">`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="12" y="24">${escapeXml(title)}</text>`,
    `<text x="12" y="46">${escapeXml(axis)}</text>`,
    ...panels.map((panel, index) => {
      const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)]
      return `<g transform="translate(${column * WIDTH} ${TOP + row * HEIGHT})">\n${drawPanel(panel)}\n</g>`
    }),
    '</svg>\n',
  ].join('\n')
}

function drawPanel({ title, lines, bend }: LinePanel): string {
  const points = lines.flatMap((line) => line.points)
  const across = scale(
    points.map(({ x }) => x),
    [MARGIN.left, WIDTH - MARGIN.right],
  )
  const up = scale(
    points.map(({ y }) => y),
    [HEIGHT - MARGIN.bottom, MARGIN.top],
  )
  const bottom = HEIGHT - MARGIN.bottom
  return [
    `<text class="title" x="${MARGIN.left}" y="18">${escapeXml(title)}</text>`,
    ...across.ticks.map(
      (tick) =>
        `<line class="grid" x1="${across.at(tick)}" x2="${across.at(tick)}" y1="${MARGIN.top}" y2="${bottom}"/><text x="${across.at(tick)}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
    ),
    ...up.ticks.map(
      (tick) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${up.at(tick)}" y2="${up.at(tick)}"/><text x="${MARGIN.left - 8}" y="${up.at(tick) + 4}" text-anchor="end">${tick}</text>`,
    ),
    ...(bend === undefined
      ? []
      : [
          `<line class="bend" x1="${across.at(bend)}" x2="${across.at(bend)}" y1="${MARGIN.top}" y2="${bottom}"/>`,
        ]),
    ...lines.map(({ label, points: own }) => {
      const places = own.map(({ x, y }) => ({ x: across.at(x), y: up.at(y) }))
      const path = places.map(({ x, y }) => `${x},${y}`).join(' ')
      const dots = places.map(({ x, y }) => `<circle class="ours" cx="${x}" cy="${y}" r="3"/>`)
      const end = places.at(-1)
      const name = end && `<text x="${end.x + 6}" y="${end.y + 4}">${escapeXml(label)}</text>`
      return [`<polyline class="line" points="${path}"/>`, ...dots, name ?? ''].join('')
    }),
  ].join('\n')
}

interface Scale {
  readonly ticks: readonly number[]
  at(value: number): number
}

/** A logarithmic scale from the smallest to the largest value. */
function scale(values: readonly number[], [from, to]: readonly [number, number]): Scale {
  const all = axisTicks(values.map((value) => ({ low: value, high: value })))
  const [first, last] = [all[0]!, all.at(-1)!]
  const tens = all.filter((tick) => Number.isInteger(Math.log10(tick)))
  return {
    ticks: all.length > MOST_TICKS && tens.length > 1 ? tens : all,
    at: (value) => round(from + (Math.log(value / first) / Math.log(last / first)) * (to - from)),
  }
}
