import { Text } from 'ink'
import { memo } from 'react'
import { colored } from '../app/theme'
import { histogramRows } from '../chart/histogram'
import { useTheme } from '../hooks/use-theme'
import type { Role } from '../text/span'

/** Counts as columns; nothing where there are none. */
export const Histogram = memo(function Histogram({
  counts,
  width,
  height,
  tone,
}: {
  readonly counts: readonly number[] | undefined
  readonly width: number
  readonly height: number
  readonly tone: Role
}) {
  const theme = useTheme()
  if (counts === undefined) return null
  const rows = histogramRows(counts, { width, height, charset: theme.charset })
  return <Text {...colored(theme, tone)}>{rows.join('\n')}</Text>
})
