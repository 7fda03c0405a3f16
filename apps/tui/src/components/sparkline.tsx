import { Text } from 'ink'
import { colored } from '../app/theme'
import { sparkline } from '../chart/sparkline'
import { useTheme } from '../hooks/use-theme'
import type { Role } from '../text/span'

/** The latest values as columns of one row. */
export function Sparkline({
  values,
  width,
  tone,
}: {
  readonly values: readonly number[]
  readonly width: number
  readonly tone: Role
}) {
  const theme = useTheme()
  return <Text {...colored(theme, tone)}>{sparkline(values, width, theme.charset)}</Text>
}
