import { Box, Text } from 'ink'
import { colored } from '../../app/theme'
import { Clipped } from '../../components/clipped'
import { Panel, usePanelInside } from '../../components/panel'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import type { LogEntry } from '../../store/run-state'
import { printable } from '../../text/printable'

interface LogPanelProps {
  readonly width: number
  readonly height: number
}

/** The latest messages, newest first. Warnings are wrapped, other messages cut to one row. */
export function LogPanel({ width, height }: LogPanelProps) {
  const { log } = useRun()
  const inside = usePanelInside(width, height)
  const shown = inside.height < 1 ? [] : log.slice(-inside.height).reverse()
  return (
    <Panel title="Log" width={width} height={height}>
      <Box flexDirection="column" height={inside.height} overflow="hidden">
        {shown.map((entry, index) => (
          <Entry key={index} entry={entry} width={inside.width} />
        ))}
      </Box>
    </Panel>
  )
}

function Entry({ entry, width }: { readonly entry: LogEntry; readonly width: number }) {
  const theme = useTheme()
  const { charset } = theme
  const { kind, text } = entry
  const mark = { info: charset.separator, good: charset.status.done, warn: charset.status.failed }
  const style =
    kind === 'info' ? { dimColor: true } : colored(theme, kind === 'warn' ? 'bad' : kind)
  return (
    <Box flexShrink={0} width={width}>
      <Text {...style}>{mark[kind]} </Text>
      {kind === 'warn' ? (
        <Text>{printable(text)}</Text>
      ) : (
        <Clipped width={width - 2}>{text}</Clipped>
      )}
    </Box>
  )
}
