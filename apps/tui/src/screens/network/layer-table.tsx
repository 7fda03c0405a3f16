import { Box, Text } from 'ink'
import { clipped } from '../../components/clipped'
import { Histogram } from '../../components/histogram'
import { useContentSize } from '../../hooks/use-content-size'
import { useTheme } from '../../hooks/use-theme'
import { formatCount } from '../../text/format'
import { largest } from '../../text/largest'
import type { Role } from '../../text/span'
import type { Histogram as HistogramData, LayerView } from '../../training/inspection/events'

const quantities = ['weights', 'gradients', 'activations'] as const
type Quantity = (typeof quantities)[number]

const roles: Readonly<Record<Quantity, Role>> = {
  weights: 'accent',
  gradients: 'warn',
  activations: 'train',
}

interface Grid {
  readonly name: number
  readonly shown: readonly Quantity[]
  readonly histogram: number
  /** Whether the width of the output and the dead units have a column. */
  readonly hasUnits: boolean
  /** Whether the range of the values is beside its histogram. */
  readonly hasRange: boolean
}

const unitCells = 8
const parameterCells = 11
const deadCells = 5
const rangeCells = 12

function gridOf(columns: number, layers: readonly LayerView[]): Grid {
  const hasUnits = columns >= 64
  const hasRange = columns >= 104
  const longest = Math.max(5, largest(layers.map(({ name }) => name.length)))
  const name = Math.min(longest, hasRange ? 30 : 17)
  const shown = hasUnits ? quantities : quantities.slice(0, 1)
  const fixed = name + parameterCells + (hasUnits ? unitCells + deadCells : 0)
  const each = Math.floor((columns - fixed) / shown.length) - 2 - (hasRange ? rangeCells : 0)
  return { name, shown, histogram: Math.max(0, Math.min(40, each)), hasUnits, hasRange }
}

/** A heading and the layers: sizes, distributions in `height` rows each, dead units. */
export function LayerTable({
  layers,
  height,
}: {
  readonly layers: readonly LayerView[]
  readonly height: number
}) {
  const { columns, isCompact } = useContentSize()
  const grid = gridOf(isCompact ? columns : columns - 4, layers)
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Heading grid={grid} />
      {layers.map((layer, index) => (
        <Layer key={index} layer={layer} grid={grid} height={height} />
      ))}
    </Box>
  )
}

function Heading({ grid }: { readonly grid: Grid }) {
  const { name, shown, histogram, hasUnits, hasRange } = grid
  return (
    <Box flexShrink={0} height={1}>
      <Text dimColor>
        {'layer'.padEnd(name)}
        {hasUnits && 'outputs'.padStart(unitCells)}
        {'parameters'.padStart(parameterCells)}
      </Text>
      {shown.map((quantity) => (
        <Box key={quantity} width={histogram + (hasRange ? rangeCells : 0)} marginLeft={2}>
          <Text dimColor>{quantity.slice(0, histogram + (hasRange ? rangeCells : 0))}</Text>
        </Box>
      ))}
      {hasUnits && <Text dimColor>{'dead'.padStart(deadCells)}</Text>}
    </Box>
  )
}

interface LayerProps {
  readonly layer: LayerView
  readonly grid: Grid
  readonly height: number
}

// The words are in the row on which the histograms stand.
function Layer({ layer, grid, height }: LayerProps) {
  const { ellipsis } = useTheme().charset
  const { name, shown, histogram, hasUnits, hasRange } = grid
  const parameters = layer.parameters === 0 ? '-' : formatCount(layer.parameters)
  return (
    <Box flexShrink={0} height={height} alignItems="flex-end">
      <Text>
        {clipped(layer.name, name, ellipsis).padEnd(name)}
        {hasUnits && formatCount(layer.features).padStart(unitCells)}
        {parameters.padStart(parameterCells)}
      </Text>
      {shown.map((quantity) => {
        const data = layer[quantity]
        return (
          <Box key={quantity} marginLeft={2} alignItems="flex-end" flexShrink={0}>
            <Box width={histogram}>
              <Histogram
                counts={data?.counts}
                width={histogram}
                height={height}
                tone={roles[quantity]}
              />
            </Box>
            {hasRange && (
              <Box width={rangeCells} flexDirection="column">
                {height > 1 && <Text dimColor>{data ? ` max ${short(data.max)}` : ''}</Text>}
                <Text dimColor>{data ? lowest(data, height) : ''}</Text>
              </Box>
            )}
          </Box>
        )
      })}
      {hasUnits && (
        <Text>{(layer.dead === null ? '' : formatCount(layer.dead)).padStart(deadCells)}</Text>
      )}
    </Box>
  )
}

// Where there is one row only, it says the largest absolute value.
function lowest({ min, max }: HistogramData, height: number): string {
  return height > 1 ? ` min ${short(min)}` : ` max ${short(Math.max(Math.abs(min), Math.abs(max)))}`
}

function short(value: number): string {
  return String(Number(value.toPrecision(2))).slice(0, 6)
}
