import { Text } from 'ink'
import type { ReactElement } from 'react'
import { paint } from '../text/paint'
import type { Line } from '../text/span'
import { useTheme } from './theme'

/** Rows of the screen; each must be fitted to the width it has. */
export function Lines({ lines }: { readonly lines: readonly Line[] }): ReactElement | null {
  const { depth } = useTheme()
  if (lines.length === 0) return null
  // A line of nothing would be dropped, and every space that is drawn costs time.
  return <Text>{lines.map((line) => paint(line, depth).trimEnd() || ' ').join('\n')}</Text>
}
