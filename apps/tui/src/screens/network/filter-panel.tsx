import { Box, Text } from 'ink'
import { colored } from '../../app/theme'
import { Panel, usePanelInside } from '../../components/panel'
import { imageCells, PixelImage } from '../../components/pixel-image'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import { formatCount } from '../../text/format'
import type { Pictures } from '../../training/inspection/events'

/** The most cells that a unit's weights take. */
const largest = { width: 16, height: 8 }

const gap = 2

interface FilterPanelProps {
  readonly filters: Pictures
  /** Beginning of the title, such as `First layer's weights, units`. */
  readonly title: string
  readonly width: number
  readonly height: number
}

/** A page of pictures, such as of the weights of the first layer's units; pages wrap around. */
export function FilterPanel({ filters, title, width, height }: FilterPanelProps) {
  const theme = useTheme()
  const { page } = useView().network
  const inside = usePanelInside(width, height)
  const cells = imageCells(filters, {
    ...largest,
    height: Math.min(largest.height, inside.height),
  })
  const across = Math.max(1, Math.floor((inside.width + gap) / (cells.width + gap)))
  const down = Math.max(1, Math.floor((inside.height + 1) / (cells.height + 1)))
  const { first, last } = unitsOn(page, across * down, filters.count)
  const area = filters.rows * filters.columns
  return (
    <Panel
      title={`${title} ${first + 1} to ${last} of ${formatCount(filters.count)}`}
      note={
        width >= 100 && (
          <Text dimColor>
            <Text {...colored(theme, 'train')}>negative</Text> 0{' '}
            <Text {...colored(theme, 'test')}>positive</Text>
          </Text>
        )
      }
      width={width}
      height={height}
    >
      <Box flexWrap="wrap" columnGap={gap} rowGap={1}>
        {Array.from({ length: last - first }, (_, index) => {
          const unit = first + index
          const values = filters.values.subarray(unit * area, (unit + 1) * area)
          const pixels = { values, rows: filters.rows, columns: filters.columns }
          return <PixelImage key={unit} pixels={pixels} {...cells} ramp="signed" />
        })}
      </Box>
    </Panel>
  )
}

function unitsOn(page: number, size: number, count: number) {
  const pages = Math.max(1, Math.ceil(count / size))
  const first = (((page % pages) + pages) % pages) * size
  return { first, last: Math.min(count, first + size) }
}
