import { selectImageNumbered } from '../screens/digits/prompt'
import { openPictureNamed } from '../screens/draw/prompt'
import { filterRuns, renameChosenRun } from '../screens/runs/prompts'
import type { Answer, KeyContext } from './keymap'
import type { Prompt, View } from './view'

/** What a prompt asks for. */
interface PromptSpec {
  readonly label: string
  /** The text that becomes of what is typed. Default: any text. */
  readonly restrict?: (text: string, context: KeyContext) => string
  /** Whether an empty text is submitted too. Default: it only closes the prompt. */
  readonly acceptsEmpty?: boolean
  /** Takes the finished text. */
  readonly submit: (view: View, text: string, context: KeyContext) => Answer
}

const specs: Readonly<Record<Prompt['kind'], PromptSpec>> = {
  image: selectImageNumbered,
  picture: openPictureNamed,
  filter: filterRuns,
  rename: renameChosenRun,
}

export function promptLabel({ kind }: Prompt): string {
  return specs[kind].label
}

/** The view with a prompt whose text is edited to `text`; a line break submits it. */
export function typed(view: View, text: string, context: KeyContext): Answer {
  const { prompt } = view
  if (prompt === null) return { view }
  const [line = '', ...rest] = text.split(/[\r\n]/)
  const { restrict = (text: string) => text } = specs[prompt.kind]
  const edited = { ...view, prompt: { ...prompt, text: restrict(line, context) } }
  return rest.length > 0 ? submitted(edited, context) : { view: edited }
}

/** The view after Enter in a prompt. */
export function submitted(view: View, context: KeyContext): Answer {
  const { prompt } = view
  if (prompt === null) return { view }
  const closed = { ...view, prompt: null }
  const text = prompt.text.trim()
  const { acceptsEmpty = false, submit } = specs[prompt.kind]
  return text === '' && !acceptsEmpty ? { view: closed } : submit(closed, text, context)
}
