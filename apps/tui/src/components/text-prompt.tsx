import { Box, Text } from 'ink'
import TextInput from 'ink-text-input'
import { promptLabel, submitted, typed } from '../app/prompt'
import { colored } from '../app/theme'
import type { Prompt } from '../app/view'
import { useServices } from '../hooks/services'
import { useAnswer } from '../hooks/use-answer'
import { useKeyContext } from '../hooks/use-key-context'
import { useTheme } from '../hooks/use-theme'

/** A line in which text is typed. Escape closes it, Enter submits it. */
export function TextPrompt({ prompt }: { readonly prompt: Prompt }) {
  const theme = useTheme()
  const { view } = useServices()
  const context = useKeyContext()
  const take = useAnswer()
  return (
    <Box>
      <Text bold {...colored(theme, 'accent')}>
        {promptLabel(prompt)}:{' '}
      </Text>
      <TextInput
        key={prompt.completions}
        value={prompt.text}
        onChange={(text) => take(typed(view.getSnapshot(), text, context()))}
        onSubmit={() => take(submitted(view.getSnapshot(), context()))}
      />
    </Box>
  )
}
