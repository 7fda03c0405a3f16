import { Box, Text } from 'ink'
import type { ReactNode } from 'react'
import { colored } from '../app/theme'
import { useContentSize } from '../hooks/use-content-size'
import { useTheme } from '../hooks/use-theme'

interface PanelProps {
  readonly title: string
  /** Figures or words at the right end of the title's row. */
  readonly note?: ReactNode
  readonly width: number
  readonly height: number
  readonly children?: ReactNode
}

/** A part of a screen with its title in its border; in compact windows the title stands alone. */
export function Panel(props: PanelProps) {
  const { isCompact } = useContentSize()
  return isCompact ? <PlainPanel {...props} /> : <BorderedPanel {...props} />
}

/** The cells inside of a panel of this size. */
export function usePanelInside(width: number, height: number) {
  const { isCompact } = useContentSize()
  return isCompact
    ? { width, height: Math.max(0, height - 1) }
    : { width: Math.max(0, width - 4), height: Math.max(0, height - 2) }
}

function PlainPanel({ title, note, width, height, children }: PanelProps) {
  return (
    <Box flexDirection="column" flexShrink={0} width={width} height={height} overflow="hidden">
      <Box justifyContent="space-between" flexShrink={0} height={1} overflow="hidden">
        <Text bold>{title}</Text>
        {note}
      </Box>
      {children}
    </Box>
  )
}

function BorderedPanel({ title, note, width, height, children }: PanelProps) {
  const theme = useTheme()
  const { border } = theme.charset
  const { color } = colored(theme, 'border')
  const rule = { borderStyle: border, borderColor: color, height: 1 } as const
  const corners =
    border === 'round' ? (['\u256d\u2500', '\u2500\u256e'] as const) : (['+-', '-+'] as const)
  return (
    <Box flexDirection="column" flexShrink={0} width={width} height={height}>
      <Box height={1} flexShrink={0}>
        <Text {...colored(theme, 'border')}>{corners[0]} </Text>
        <Text bold>{title}</Text>
        <Text> </Text>
        <Box flexGrow={1} {...rule} borderBottom={false} borderLeft={false} borderRight={false} />
        {Boolean(note) && (
          <Box flexShrink={0}>
            <Text> </Text>
            {note}
            <Text> </Text>
          </Box>
        )}
        <Text {...colored(theme, 'border')}>{corners[1]}</Text>
      </Box>
      <Box
        flexDirection="column"
        flexGrow={1}
        borderStyle={border}
        borderColor={color}
        borderTop={false}
        paddingX={1}
        overflow="hidden"
      >
        {children}
      </Box>
    </Box>
  )
}
