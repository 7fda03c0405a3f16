import { type Smoothing, smoothings, type Zoom, zooms } from '../state/curves'

/** What the person at the screen has chosen to see. */
export interface View {
  readonly help: boolean
  readonly smoothing: Smoothing
  /** Whether losses are on a logarithmic axis and accuracies on one that spreads the high ones. */
  readonly spread: boolean
  readonly zoom: Zoom
  /** Where values are read, from 0 (left end of the charts) to 1; null while nothing is read. */
  readonly cursor: number | null
}

export const initialView: View = {
  help: false,
  smoothing: 'light',
  spread: false,
  zoom: 'run',
  cursor: null,
}

/** What a key asks of the run. */
export type RunAction = 'pause' | 'step' | 'faster' | 'slower' | 'quit' | 'interrupt'

/** What a key asks of the run or of the terminal. */
export type Action = RunAction | 'suspend'

/** The parts of a key press that matter here. */
export interface KeyPress {
  readonly input: string
  readonly ctrl: boolean
  readonly left: boolean
  readonly right: boolean
  readonly escape: boolean
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
): { readonly view: View; readonly action?: Action } {
  if (key.ctrl) {
    if (key.input === 'c') return { view, action: 'interrupt' }
    return key.input === 'z' ? { view, action: 'suspend' } : { view }
  }
  if (key.left || key.right) return { view: { ...view, cursor: moved(view.cursor, key.right) } }
  if (key.escape) return { view: { ...view, cursor: null, help: false } }
  const action = actions[key.input]
  return action ? { view, action } : { view: changed(view, key.input) }
}

function changed(view: View, input: string): View {
  if (input === '?') return { ...view, help: !view.help }
  if (input === 'l') return { ...view, spread: !view.spread }
  if (input === 'm') return { ...view, smoothing: after(smoothings, view.smoothing) }
  if (input === 'z') return { ...view, zoom: after(zooms, view.zoom) }
  return view
}

function moved(cursor: number | null, right: boolean): number {
  return Math.min(1, Math.max(0, (cursor ?? 0.5) + (right ? 0.02 : -0.02)))
}

function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length]!
}
