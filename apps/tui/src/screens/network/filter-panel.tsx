import { Box, Text } from 'ink'
import { colored } from '../../app/theme'
import { Panel, usePanelInside } from '../../components/panel'
import { imageCells, PixelImage } from '../../components/pixel-image'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import { formatCount } from '../../text/format'
import type { Pictures } from '../../training/inspection/events'

/** Rows of the smallest and of the largest image; a row shows two rows of pixels. */
const smallest = 8
const largest = 14

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
  // As many rows of images as fit, as large as fills the height.
  const down = Math.max(1, Math.floor((inside.height + 1) / (smallest + 1)))
  const most = Math.max(smallest, Math.min(largest, filters.rows / 2))
  const cellRows = Math.min(most, Math.floor((inside.height + 1) / down) - 1)
  const cells = imageCells(filters, { width: inside.width, height: Math.max(1, cellRows) })
  const across = Math.max(1, Math.floor((inside.width + gap) / (cells.width + gap)))
  const { first, last } = unitsOn(page, across * down, filters.count)
  const area = filters.rows * filters.columns
  return (
    <Panel
      title={`${title} ${first + 1} to ${last} of ${formatCount(filters.count)}`}
      note={
        width >= 100 && (
          <Text>
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
