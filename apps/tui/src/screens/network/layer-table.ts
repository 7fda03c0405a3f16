import { histogramRows } from '../../chart/histogram'
import type { Charset } from '../../text/charset'
import { formatCount } from '../../text/format'
import { dim, fit, type Line, type Role, span } from '../../text/span'
import type { Histogram, LayerView } from '../../training/inspection/events'

const quantities = ['weights', 'gradients', 'activations'] as const
type Quantity = (typeof quantities)[number]

const roles: Readonly<Record<Quantity, Role>> = {
  weights: 'accent',
  gradients: 'warn',
  activations: 'train',
}

const nameCells = 17
const numberCells = 9
const unitCells = 8
const deadCells = 6
const rangeCells = 8

interface Grid {
  readonly shown: readonly Quantity[]
  readonly histogram: number
  /** Whether the output's width and the dead units have a column. */
  readonly hasUnits: boolean
  /** Whether the largest value stands beside its histogram. */
  readonly hasRange: boolean
}

function gridOf(columns: number): Grid {
  const hasUnits = columns >= 70
  const hasRange = columns >= 110
  const shown = hasUnits ? quantities : quantities.slice(0, 1)
  const fixed = nameCells + numberCells + (hasUnits ? unitCells + deadCells : 0)
  const each = Math.floor((columns - fixed) / shown.length) - 2 - (hasRange ? rangeCells : 0)
  return { shown, histogram: Math.max(0, Math.min(32, each)), hasUnits, hasRange }
}

/** A heading and the layers, each in `height` lines: its sizes, its histograms, its dead units. */
export function layerTable(
  layers: readonly LayerView[],
  { columns, height, charset }: { columns: number; height: number; charset: Charset },
): Line[] {
  const grid = gridOf(columns)
  const lines = layers.flatMap((layer) => layerLines(layer, grid, height, charset))
  return [headingLine(grid), ...lines].map((line) => fit(line, columns))
}

function headingLine({ shown, histogram, hasUnits, hasRange }: Grid): Line {
  const width = histogram + (hasRange ? rangeCells : 0)
  const names = shown.map((name) => `  ${name.slice(0, width).padEnd(width)}`).join('')
  const units = hasUnits ? 'output'.padStart(unitCells) : ''
  const dead = hasUnits ? 'dead'.padStart(deadCells) : ''
  const head = `${'layer'.padEnd(nameCells)}${units}${'numbers'.padStart(numberCells)}`
  return [span(head + names + dead, dim)]
}

// The words stand on the layer's last line, where its histograms stand too.
function layerLines(layer: LayerView, grid: Grid, height: number, charset: Charset): Line[] {
  const { histogram: width, shown, hasUnits, hasRange } = grid
  const head = sizes(layer, hasUnits)
  const blocks = shown.map((quantity) => {
    const histogram = layer[quantity]
    const rows = histogram ? histogramRows(histogram.counts, { width, height, charset }) : []
    return { rows, range: hasRange && histogram ? range(histogram) : '', role: roles[quantity] }
  })
  const dead = hasUnits && layer.dead !== null ? formatCount(layer.dead) : ''
  return Array.from({ length: height }, (_, row) => {
    const isLast = row === height - 1
    return [
      span(isLast ? head : ' '.repeat(head.length)),
      ...blocks.flatMap(({ rows, range, role }) => [
        span(`  ${(rows[row] ?? '').padEnd(width)}`, { color: role }),
        span((isLast ? range : '').padEnd(hasRange ? rangeCells : 0), dim),
      ]),
      span(isLast ? dead.padStart(deadCells) : ''),
    ]
  })
}

function sizes({ name, features, parameters }: LayerView, hasUnits: boolean): string {
  const units = hasUnits ? formatCount(features).padStart(unitCells) : ''
  const numbers = parameters === 0 ? '-' : formatCount(parameters)
  return name.slice(0, nameCells).padEnd(nameCells) + units + numbers.padStart(numberCells)
}

/** The largest value of a histogram by its size, in two digits. */
function range({ min, max }: Histogram): string {
  return ` ${Number(Math.max(Math.abs(min), Math.abs(max)).toPrecision(2))}`.slice(0, rangeCells)
}
