import { Box, Text, useAnimation } from 'ink'
import { colored } from '../app/theme'
import { useContentSize } from '../hooks/use-content-size'
import { useRun } from '../hooks/use-run'
import { useTheme } from '../hooks/use-theme'

const frames = Array.from('\u280b\u2819\u2839\u2838\u283c\u2834\u2826\u2827\u2807\u280f')

/** A spinner with what the screen waits for: the run, or the training thread's answer. */
export function Waiting({ for: what }: { readonly for: string }) {
  const theme = useTheme()
  const { rows } = useContentSize()
  const { run, reason } = useRun()
  const { frame } = useAnimation({ interval: 120 })
  const marks = theme.charset.name === 'braille' ? frames : Array.from('|/-\\')
  return (
    <Box height={rows} justifyContent="center" alignItems="center">
      <Text {...colored(theme, 'accent')}>{marks[frame % marks.length]} </Text>
      <Text>{run === null ? `Waiting for the run: ${reason} ...` : `Waiting for ${what} ...`}</Text>
    </Box>
  )
}
