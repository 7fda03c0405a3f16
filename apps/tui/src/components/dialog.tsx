import { Box, Text } from 'ink'
import { type KeyBinding, labelOf } from '../app/keymap'
import { colored } from '../app/theme'
import { useContentSize } from '../hooks/use-content-size'
import { useTheme } from '../hooks/use-theme'

interface DialogProps {
  readonly title: string
  readonly text: string
  /** The answers. */
  readonly bindings: readonly KeyBinding[]
}

/** A question in the middle of the screen, with its answers. */
export function Dialog({ title, text, bindings }: DialogProps) {
  const theme = useTheme()
  const { columns, rows } = useContentSize()
  return (
    <Box height={rows} alignItems="center" justifyContent="center">
      <Box
        flexDirection="column"
        flexShrink={0}
        width={Math.min(columns, 60)}
        borderStyle={theme.charset.border}
        borderColor={colored(theme, 'accent').color}
        paddingX={columns < 50 ? 1 : 3}
        paddingY={rows < 16 ? 0 : 1}
      >
        <Text bold>{title}</Text>
        <Text dimColor>{text}</Text>
        <Box flexDirection="column" marginTop={rows < 10 ? 0 : 1}>
          {bindings.map((binding) => (
            <Text key={labelOf(binding)}>
              <Text bold {...colored(theme, 'accent')}>
                {labelOf(binding)}
              </Text>
              {'  '}
              {binding.help}
            </Text>
          ))}
        </Box>
      </Box>
    </Box>
  )
}
