import { confusionKeys } from '../screens/confusion/keys'
import { digitsKeys } from '../screens/digits/keys'
import { drawKeys } from '../screens/draw/keys'
import { networkKeys } from '../screens/network/keys'
import { runsKeys } from '../screens/runs/keys'
import { trainKeys } from '../screens/train/keys'
import { isOver } from '../store/run-state'
import {
  type Answer,
  commandKey,
  findBinding,
  type KeyBinding,
  type KeyContext,
  viewKey,
} from './keymap'
import { typed } from './prompt'
import { type ScreenName, screenNames, type View } from './view'

const isRunning = ({ phase, hasRun }: KeyContext): boolean => hasRun && !isOver(phase)

/** The keys of each screen. */
export const screenKeys: Readonly<Record<ScreenName, readonly KeyBinding[]>> = {
  train: trainKeys,
  digits: digitsKeys,
  confusion: confusionKeys,
  network: networkKeys,
  draw: drawKeys,
  runs: runsKeys,
}

const quit: KeyBinding = {
  keys: ['q'],
  hint: 'quit',
  help: 'quit, after a question',
  press: (view, { phase, hasRun, isUnsaved }) =>
    hasRun && (!isOver(phase) || isUnsaved)
      ? { view: { ...view, dialog: 'leave' } }
      : { view, command: 'quit' },
}

/** The keys of every screen. */
export const commonKeys: readonly KeyBinding[] = [
  viewKey({ keys: ['?'], hint: 'help', help: 'show or hide this help' }, (view) => ({
    ...view,
    help: !view.help,
  })),
  quit,
  commandKey(
    {
      keys: ['space'],
      hint: ({ phase }) => (phase === 'paused' ? 'resume' : 'pause'),
      help: 'pause or resume training',
      isActive: isRunning,
    },
    'togglePause',
  ),
  commandKey(
    { keys: ['s'], hint: 'step', help: 'take one step, then pause', isActive: isRunning },
    'step',
  ),
  commandKey(
    {
      keys: ['+', '='],
      label: '+ -',
      hint: 'learning rate',
      help: 'change the learning rate',
      isActive: isRunning,
    },
    'faster',
  ),
  commandKey(
    { keys: ['-'], label: '', help: 'lower the learning rate', isActive: isRunning },
    'slower',
  ),
  commandKey(
    { keys: ['c'], hint: 'save', help: 'save a checkpoint', isActive: ({ hasRun }) => hasRun },
    'save',
  ),
  viewKey(
    { keys: ['1', '2', '3', '4', '5', '6'], label: '1-6 tab', help: 'switch to another screen' },
    (view, _, key) => ({ ...view, screen: screenNames[Number(key) - 1]!, help: false }),
  ),
  viewKey({ keys: ['tab'], label: '', help: 'next screen' }, (view) => switched(view, 1)),
  viewKey({ keys: ['back-tab'], label: '', help: 'previous screen' }, (view) => switched(view, -1)),
  commandKey({ keys: ['ctrl+c'], help: 'quit at once' }, 'interrupt'),
  commandKey({ keys: ['ctrl+z'], label: '', help: 'suspend the program' }, 'suspend'),
  viewKey(
    {
      keys: ['escape'],
      label: '',
      help: 'close this help',
      isActive: (_, { help }) => help,
    },
    (view) => ({ ...view, help: false }),
  ),
]

/** The keys of the question how to leave. */
export const leaveKeys: readonly KeyBinding[] = [
  {
    keys: ['s'],
    hint: 'save and quit',
    help: 'save it and quit',
    press: (view) => ({ view: { ...view, dialog: null }, command: 'save and quit' }),
  },
  {
    keys: ['q'],
    hint: 'quit',
    help: 'quit without saving',
    press: (view) => ({ view: { ...view, dialog: null }, command: 'quit' }),
  },
  viewKey(
    { keys: ['g', 'escape'], label: 'g', hint: 'stay', help: 'stay (or escape)' },
    (view) => ({
      ...view,
      dialog: null,
    }),
  ),
]

/** The keys of the question whether to delete the chosen run. */
export const deleteKeys: readonly KeyBinding[] = [
  {
    keys: ['y'],
    hint: 'delete',
    help: 'delete it',
    press(view, { runs }) {
      const id = runs[view.runs.chosen]
      const closed = { ...view, dialog: null }
      return id === undefined ? { view: closed } : { view: closed, command: { remove: id } }
    },
  },
  viewKey(
    { keys: ['n', 'escape'], label: 'n', hint: 'keep', help: 'keep it (or escape)' },
    (view) => ({
      ...view,
      dialog: null,
    }),
  ),
]

/** The keys of the question what to do with a run that diverged. */
export const divergedKeys: readonly KeyBinding[] = [
  commandKey(
    { keys: ['r'], hint: 'return', help: 'return there with the lower learning rate' },
    'rewind',
  ),
  commandKey({ keys: ['q'], hint: 'quit', help: 'quit' }, 'quit'),
]

/** The bindings in force: those of a question, or those of every screen and of the shown one. */
export function activeKeys(
  { dialog, screen }: View,
  { phase }: Pick<KeyContext, 'phase'>,
): readonly KeyBinding[] {
  if (phase === 'diverged') return divergedKeys
  if (dialog === 'delete') return deleteKeys
  return dialog === null ? [...commonKeys, ...screenKeys[screen]] : leaveKeys
}

/** What a key press means. While a prompt is open, keys are text (see {@link typed}). */
export function pressKey(view: View, key: string, context: KeyContext): Answer {
  if (view.prompt !== null && !key.startsWith('ctrl+')) return typeKey(view, key, context)
  const isTerminalKey = key === 'ctrl+c' || key === 'ctrl+z'
  const bindings = isTerminalKey ? commonKeys : activeKeys(view, context)
  const binding = findBinding(bindings, key, view, context)
  if (binding === undefined) return { view }
  // What a key of the screen does must be visible.
  const isOfScreen = screenKeys[view.screen].includes(binding)
  return binding.press(isOfScreen ? { ...view, help: false } : view, context, key)
}

/** What a key means in a prompt that is not on the screen yet: it came in one burst with the prompt. */
function typeKey(view: View, key: string, context: KeyContext): Answer {
  const text = view.prompt?.text ?? ''
  if (key === 'escape') return { view: { ...view, prompt: null } }
  if (key === 'enter') return typed(view, `${text}\n`, context)
  if (key === 'backspace') return typed(view, text.slice(0, -1), context)
  const character = key === 'space' ? ' ' : key
  return Array.from(character).length === 1 ? typed(view, text + character, context) : { view }
}

function switched(view: View, by: 1 | -1): View {
  const index = screenNames.indexOf(view.screen) + by + screenNames.length
  return { ...view, screen: screenNames[index % screenNames.length]! }
}
