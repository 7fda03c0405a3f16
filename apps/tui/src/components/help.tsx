import { Box, Text } from 'ink'
import { about } from '../app/about'
import { type KeyBinding, labelOf } from '../app/keymap'
import { commonKeys, screenKeys } from '../app/keys'
import type { ScreenName } from '../app/view'
import { useContentSize } from '../hooks/use-content-size'
import { Clipped } from './clipped'
import { Panel } from './panel'

const titleOf = (screen: ScreenName): string =>
  `${screen.charAt(0).toUpperCase()}${screen.slice(1)}`

/** What every key does on a screen, and what the screen shows. */
export function Help({ screen }: { readonly screen: ScreenName }) {
  const { columns, rows, isCompact } = useContentSize()
  if (isCompact || columns < 78) return <CompactHelp screen={screen} />
  const width = Math.min(50, Math.floor((columns - 1) / 2))
  const height = 2 + Math.max(shownKeys(commonKeys).length, shownKeys(screenKeys[screen]).length)
  const text = Math.min(columns, 2 * width + 1)
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Box columnGap={1} flexShrink={0}>
        <Panel title={`Keys of the ${titleOf(screen)} screen`} width={width} height={height}>
          <Keys bindings={screenKeys[screen]} />
        </Panel>
        <Panel title="Keys of every screen" width={width} height={height}>
          <Keys bindings={commonKeys} />
        </Panel>
      </Box>
      <Panel title={`About the ${titleOf(screen)} screen`} width={text} height={rows - height}>
        <Text>{about[screen]}</Text>
      </Panel>
    </Box>
  )
}

function shownKeys(bindings: readonly KeyBinding[]): readonly KeyBinding[] {
  return bindings.filter((binding) => labelOf(binding) !== '')
}

function Keys({ bindings }: { readonly bindings: readonly KeyBinding[] }) {
  return (
    <Box columnGap={2}>
      <Box flexDirection="column" flexShrink={0}>
        {shownKeys(bindings).map((binding) => (
          <Text key={labelOf(binding)} bold>
            {labelOf(binding)}
          </Text>
        ))}
      </Box>
      <Box flexDirection="column">
        {shownKeys(bindings).map((binding) => (
          <Text key={labelOf(binding)}>{binding.help}</Text>
        ))}
      </Box>
    </Box>
  )
}

// In two columns, with the words of the footer.
function CompactHelp({ screen }: { readonly screen: ScreenName }) {
  const { columns, rows } = useContentSize()
  const width = Math.floor(columns / 2)
  return (
    <Box flexDirection="column" flexWrap="wrap" height={rows} overflow="hidden">
      {[...shownKeys(screenKeys[screen]), ...shownKeys(commonKeys)].map((binding) => (
        <Box key={labelOf(binding)} width={width}>
          <Text bold>{shortLabel(binding)} </Text>
          <Clipped width={width - shortLabel(binding).length - 2}>{shortHelp(binding)}</Clipped>
        </Box>
      ))}
    </Box>
  )
}

function shortLabel(binding: KeyBinding): string {
  return labelOf(binding).replace('mouse, or ', '')
}

function shortHelp({ hint, help }: KeyBinding): string {
  return typeof hint === 'string' ? hint : help
}
