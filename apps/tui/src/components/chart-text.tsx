import { Text } from 'ink'
import { memo } from 'react'
import { useTheme } from '../hooks/use-theme'
import type { Line } from '../text/span'
import { styledText } from '../text/styled'

/** The rows of a chart as one text: thousands of cells would be too many elements. */
export const ChartText = memo(function ChartText({ lines }: { readonly lines: readonly Line[] }) {
  const { depth } = useTheme()
  return <Text>{styledText(lines, depth)}</Text>
})
