import type { Confused } from '../state/outcomes'
import type { Zoom } from '../state/zoom'
import { onConfusionKey } from './confusion/keys'
import { onDigitsKey } from './digits/keys'
import { onDrawKey } from './draw/keys'
import { onNetworkKey } from './network/keys'
import { onRunsKey } from './runs/keys'
import { onTrainKey } from './train/keys'
import { type ScreenName, screenNames, type View } from './view'

/** What a key asks of the run. */
export type RunAction =
  | 'pause'
  | 'step'
  | 'faster'
  | 'slower'
  | 'save'
  | 'save and quit'
  | 'quit'
  | 'interrupt'

/** What a key asks of the run, of the terminal, or of the files. */
type Action = RunAction | 'suspend' | { readonly open: string }

/** Keys that have a name rather than a character. */
export type NamedKey =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'enter'
  | 'escape'
  | 'backspace'
  | 'tab'
  | 'back-tab'

/** A key press: a character, perhaps with Ctrl, or a named key. */
export type KeyPress =
  | { readonly name: NamedKey }
  | { readonly input: string; readonly ctrl: boolean }

/** What the meaning of a key depends on. */
export interface KeyContext {
  /** Whether there is no run that could be left in the middle. */
  readonly isOver: boolean
  readonly epochs: number
  spanOf(zoom: Zoom): readonly [from: number, to: number]
  readonly testImages: number
  readonly classes: number
  /** The images of a cell, or all mistakes, in the gallery's order. */
  gallery(cell: Confused | null): readonly number[]
  /** What the runs that can be compared are called, in the order of their list. */
  readonly runs: readonly string[]
}

/** Another view, and what is to be done. */
export interface Answer {
  readonly view: View
  readonly action?: Action
}

const actions: Readonly<Record<string, Action>> = {
  ' ': 'pause',
  s: 'step',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  c: 'save',
}

/** What a key press means: another view, something to do, or neither. */
export function onKey(view: View, key: KeyPress, context: KeyContext): Answer {
  if ('input' in key && key.ctrl) {
    if (key.input === 'c') return { view, action: 'interrupt' }
    return key.input === 'z' ? { view, action: 'suspend' } : { view }
  }
  if (view.leaving) return onLeavingKey(view, key)
  if (isTyping(view)) return onScreenKey(view, key, context)
  if ('input' in key) {
    if (key.input === 'q')
      return context.isOver ? { view, action: 'quit' } : { view: { ...view, leaving: true } }
    const action = actions[key.input]
    if (action) return { view, action }
  }
  const common = onCommonKey(view, key)
  // What a key of the screen does is to be seen.
  return common ? { view: common } : onScreenKey({ ...view, help: false }, key, context)
}

function isTyping({ screen, digits, draw }: View): boolean {
  return (
    (screen === 'digits' && digits.entry !== null) || (screen === 'draw' && draw.entry !== null)
  )
}

// How the run is to be ended; every other key goes on.
function onLeavingKey(view: View, key: KeyPress): Answer {
  const stayed = { ...view, leaving: false }
  if ('name' in key) return key.name === 'escape' ? { view: stayed } : { view }
  if (key.input === 's') return { view: stayed, action: 'save and quit' }
  if (key.input === 'q') return { view: stayed, action: 'quit' }
  return key.input === 'g' ? { view: stayed } : { view }
}

function onCommonKey(view: View, key: KeyPress): View | null {
  if ('name' in key) {
    if (key.name === 'tab') return shown(view, neighbour(view.screen, 1))
    if (key.name === 'back-tab') return shown(view, neighbour(view.screen, -1))
    return key.name === 'escape' && view.help ? { ...view, help: false } : null
  }
  if (key.input === '?') return { ...view, help: !view.help }
  const screen = screenNames[Number(key.input) - 1]
  return screen === undefined ? null : { ...shown(view, screen), help: false }
}

function shown(view: View, screen: ScreenName): View {
  return { ...view, screen }
}

function onScreenKey(view: View, key: KeyPress, context: KeyContext): Answer {
  switch (view.screen) {
    case 'train':
      return { view: { ...view, train: onTrainKey(view.train, key, context) } }
    case 'digits':
      return { view: { ...view, digits: onDigitsKey(view.digits, key, context) } }
    case 'confusion':
      return { view: onConfusionKey(view, key, context) }
    case 'network':
      return { view: { ...view, network: onNetworkKey(view.network, key) } }
    case 'draw':
      return onDrawKey(view, key)
    case 'runs':
      return { view: { ...view, runs: onRunsKey(view.runs, key, context) } }
  }
}

function neighbour(screen: ScreenName, by: 1 | -1): ScreenName {
  const index = screenNames.indexOf(screen) + by + screenNames.length
  return screenNames[index % screenNames.length]!
}
