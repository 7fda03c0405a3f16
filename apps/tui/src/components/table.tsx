import { Box, Text } from 'ink'
import { colored } from '../app/theme'
import { useTheme } from '../hooks/use-theme'
import type { Role } from '../text/span'
import { clipped } from './clipped'

/** A column of a table, its cells from top to bottom. */
export interface TableColumn {
  readonly title: string
  /** Width in cells. */
  readonly width: number
  readonly cells: readonly string[]
  readonly isLeft?: boolean
  readonly role?: Role
  /** Which cells are bold, and which are dim. */
  readonly bold?: ReadonlySet<number>
  readonly dim?: ReadonlySet<number>
}

/** Columns of text beside each other, each one element; cells that are too long end in an ellipsis. */
export function Table({
  columns,
  gap = 2,
}: {
  readonly columns: readonly TableColumn[]
  readonly gap?: number
}) {
  return (
    <Box columnGap={gap} flexShrink={0}>
      {columns.map((column, index) => (
        <Column key={index} {...column} />
      ))}
    </Box>
  )
}

function Column({ title, width, cells, isLeft = false, role, bold, dim }: TableColumn) {
  const theme = useTheme()
  const { ellipsis } = theme.charset
  const aligned = (text: string): string => {
    const cut = clipped(text, width, ellipsis)
    return isLeft ? cut.padEnd(width) : cut.padStart(width)
  }
  const style = role === undefined ? {} : colored(theme, role)
  const isPlain = bold === undefined && dim === undefined
  return (
    <Box flexDirection="column" flexShrink={0} width={width}>
      <Text dimColor>{aligned(title)}</Text>
      {isPlain ? (
        cells.length > 0 && <Text {...style}>{cells.map(aligned).join('\n')}</Text>
      ) : (
        <Text {...style}>
          {cells.map((text, row) => (
            <Text key={row} bold={bold?.has(row) ?? false} dimColor={dim?.has(row) ?? false}>
              {row > 0 ? '\n' : ''}
              {aligned(text)}
            </Text>
          ))}
        </Text>
      )}
    </Box>
  )
}
