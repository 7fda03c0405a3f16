import { type Key, useInput, useStdin } from 'ink'
import { pressKey } from '../app/keys'
import { useServices } from './services'
import { useAnswer } from './use-answer'
import { useKeyContext } from './use-key-context'

/** Handles every key as the tables of keys say, and executes their commands. */
export function useKeymap(): void {
  const { run, view, completePath } = useServices()
  const { isRawModeSupported } = useStdin()
  const context = useKeyContext()
  const take = useAnswer()
  const complete = async (): Promise<void> => {
    const { prompt } = view.getSnapshot()
    if (prompt?.kind !== 'picture') return
    const text = await completePath(prompt.text)
    view.dispatch((view) =>
      view.prompt === prompt
        ? { ...view, prompt: { ...prompt, text, completions: prompt.completions + 1 } }
        : view,
    )
  }
  useInput(
    (input, key) => {
      run.hurry()
      // A text field takes the keys that come while it is open.
      const isTyping = view.getSnapshot().prompt !== null
      for (const pressed of keysOf(input, key)) {
        if (isTyping && pressed === 'tab') void complete()
        if (isTyping && pressed !== 'escape' && !pressed.startsWith('ctrl+')) continue
        take(pressKey(view.getSnapshot(), pressed, context()))
      }
    },
    { isActive: isRawModeSupported },
  )
}

/** The keys in an input event: several that came faster than they were read come together. */
function keysOf(input: string, key: Key): string[] {
  if (key.leftArrow) return ['left']
  if (key.rightArrow) return ['right']
  if (key.upArrow) return ['up']
  if (key.downArrow) return ['down']
  if (key.return) return ['enter']
  if (key.escape) return ['escape']
  if (key.backspace || key.delete) return ['backspace']
  if (key.tab) return [key.shift ? 'back-tab' : 'tab']
  if (key.ctrl) return [`ctrl+${input}`]
  return Array.from(input, (character) => {
    if (character === '\r' || character === '\n') return 'enter'
    if (character === '\t') return 'tab'
    return character === ' ' ? 'space' : character
  })
}
