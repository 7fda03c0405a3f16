import { Box, Text } from 'ink'
import { Panel } from '../../components/panel'
import { Waiting } from '../../components/waiting'
import { useContentSize } from '../../hooks/use-content-size'
import { useRun } from '../../hooks/use-run'
import { formatCount } from '../../text/format'
import type { NetworkEvent } from '../../training/inspection/events'
import { FilterPanel } from './filter-panel'
import { LayerTable } from './layer-table'

/** The layers with their distributions, and the first layer's weights as images. */
export function NetworkScreen() {
  const { network } = useRun().inspection
  return network ? <Network network={network} /> : <Waiting for="a look into the network" />
}

function Network({ network }: { readonly network: NetworkEvent }) {
  const { columns, rows, isCompact } = useContentSize()
  const { layers, step } = network
  const border = isCompact ? 1 : 2
  // Borders, the headings of the table, and one row of images.
  const filters = rows < 16 ? 0 : border + 9
  const room = rows - border - 1 - filters
  const height = Math.max(1, Math.min(4, Math.floor(room / layers.length)))
  const table = Math.min(rows, border + 1 + height * layers.length)
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0)
  return (
    <Box flexDirection="column">
      <Panel
        title={`${layers.length} layers, ${formatCount(parameters)} parameters`}
        note={<Text dimColor>{`step ${formatCount(step)}`}</Text>}
        width={columns}
        height={table}
      >
        <LayerTable layers={layers} height={height} />
      </Panel>
      {network.filters.count > 0 && rows - table >= border + 4 && (
        <FirstLayer network={network} width={columns} height={rows - table} />
      )}
    </Box>
  )
}

/** The first layer's weights; of a convolution, its kernels beside what they make of one image. */
function FirstLayer({
  network: { filters, maps },
  width,
  height,
}: {
  readonly network: NetworkEvent
  readonly width: number
  readonly height: number
}) {
  if (maps === null) {
    const title = "First layer's weights, units"
    return <FilterPanel filters={filters} title={title} width={width} height={height} />
  }
  const left = Math.floor(width / 2)
  return (
    <Box>
      <FilterPanel filters={filters} title="Kernels" width={left} height={height} />
      <FilterPanel filters={maps} title="Feature maps" width={width - left} height={height} />
    </Box>
  )
}
