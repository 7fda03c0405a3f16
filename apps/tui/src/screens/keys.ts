import type { Confused } from '../state/outcomes'
import { onConfusionKey } from './confusion/keys'
import { onDigitsKey } from './digits/keys'
import { onNetworkKey } from './network/keys'
import { onTrainKey } from './train/keys'
import { type ScreenName, screenNames, type View } from './view'

/** What a key asks of the run. */
export type RunAction = 'pause' | 'step' | 'faster' | 'slower' | 'quit' | 'interrupt'

/** What a key asks of the run or of the terminal. */
export type Action = RunAction | 'suspend'

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
  readonly testImages: number
  readonly classes: number
  /** The images of a cell, or all mistakes, in the gallery's order. */
  gallery(cell: Confused | null): readonly number[]
}

const actions: Readonly<Record<string, Action>> = {
  ' ': 'pause',
  s: 'step',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  q: 'quit',
}

/** What a key press means: another view, something to do, or neither. */
export function onKey(
  view: View,
  key: KeyPress,
  context: KeyContext,
): { readonly view: View; readonly action?: Action } {
  if ('input' in key && key.ctrl) {
    if (key.input === 'c') return { view, action: 'interrupt' }
    return key.input === 'z' ? { view, action: 'suspend' } : { view }
  }
  const isTyping = view.screen === 'digits' && view.digits.entry !== null
  if (!isTyping && 'input' in key) {
    const action = actions[key.input]
    if (action) return { view, action }
  }
  const common = isTyping ? null : onCommonKey(view, key)
  return { view: common ?? onScreenKey(view, key, context) }
}

function onCommonKey(view: View, key: KeyPress): View | null {
  if ('name' in key) {
    if (key.name === 'tab') return { ...view, screen: neighbour(view.screen, 1) }
    if (key.name === 'back-tab') return { ...view, screen: neighbour(view.screen, -1) }
    return key.name === 'escape' && view.help ? { ...view, help: false } : null
  }
  if (key.input === '?') return { ...view, help: !view.help }
  const screen = screenNames[Number(key.input) - 1]
  return screen === undefined ? null : { ...view, screen, help: false }
}

function onScreenKey(view: View, key: KeyPress, context: KeyContext): View {
  switch (view.screen) {
    case 'train':
      return { ...view, train: onTrainKey(view.train, key) }
    case 'digits':
      return { ...view, digits: onDigitsKey(view.digits, key, context) }
    case 'confusion':
      return onConfusionKey(view, key, context)
    case 'network':
      return { ...view, network: onNetworkKey(view.network, key) }
  }
}

function neighbour(screen: ScreenName, by: 1 | -1): ScreenName {
  const index = screenNames.indexOf(screen) + by + screenNames.length
  return screenNames[index % screenNames.length]!
}
