import { Box, Text } from 'ink'
import { useTheme } from '../hooks/use-theme'
import type { Line } from '../text/span'
import { styledText } from '../text/styled'

/**
 * The rows of a chart, one element each: cells would be too many elements, and the rows that have not
 * changed cost Ink nothing.
 */
export function ChartText({ lines }: { readonly lines: readonly Line[] }) {
  const { depth } = useTheme()
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((line, row) => (
        <Text key={row}>{styledText([line], depth) || ' '}</Text>
      ))}
    </Box>
  )
}
