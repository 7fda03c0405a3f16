import type { Confused } from '../store/outcomes'
import type { Phase } from '../store/run-state'
import type { Zoom } from '../store/zoom'
import type { View } from './view'

/** What a key asks of the run. */
export type RunCommand =
  | 'togglePause'
  | 'step'
  | 'faster'
  | 'slower'
  | 'save'
  | 'save and quit'
  | 'quit'
  | 'interrupt'
  | 'rewind'

/** What a key asks of the program outside the view. */
export type Command =
  | RunCommand
  | 'suspend'
  | { readonly open: string }
  /** A run by its identifier. */
  | { readonly rename: string; readonly name: string }
  | { readonly remove: string }

/** What the meaning of a key depends on beside the view. */
export interface KeyContext {
  readonly phase: Phase
  /** Whether a run has started. */
  readonly hasRun: boolean
  /** Whether the run has steps that no checkpoint holds. */
  readonly isUnsaved: boolean
  /** Epochs so far, with fractions. */
  readonly now: number
  spanOf(zoom: Zoom): readonly [from: number, to: number]
  nextZoom(zoom: Zoom): Zoom
  readonly testImages: number
  readonly classes: number
  /** Numbers of the images of a cell, or of all mistakes, in the gallery's order. */
  gallery(cell: Confused | null): readonly number[]
  /** Identifiers of the runs in the order of their list. */
  readonly runs: readonly string[]
  /** Whether a run of the list can be deleted and renamed: the present one cannot. */
  isEditable(run: string | undefined): boolean
}

/** The view after a key, and a command for the program. */
export interface Answer {
  readonly view: View
  readonly command?: Command
}

/**
 * A key, what it does, and how help and footer describe it. Keys are characters, or names: `left`,
 * `right`, `up`, `down`, `enter`, `escape`, `backspace`, `tab`, `back-tab`, `space`, `ctrl+c`.
 */
export interface KeyBinding {
  readonly keys: readonly string[]
  /** The keys as they are shown. Default: their names. */
  readonly label?: string
  /** A word or two for the footer; without it the key is in the help only. */
  readonly hint?: string | ((context: KeyContext) => string)
  /** A phrase for the help screen. */
  readonly help: string
  /** Whether the key does anything now. Default: always. */
  readonly isActive?: (context: KeyContext, view: View) => boolean
  readonly press: (view: View, context: KeyContext, key: string) => Answer
}

/** A binding that changes nothing but the view. */
export function viewKey(
  binding: Omit<KeyBinding, 'press'>,
  change: (view: View, context: KeyContext, key: string) => View,
): KeyBinding {
  return { ...binding, press: (view, context, key) => ({ view: change(view, context, key) }) }
}

/** A binding that sends a command. */
export function commandKey(binding: Omit<KeyBinding, 'press'>, command: Command): KeyBinding {
  return { ...binding, press: (view) => ({ view, command }) }
}

/** The first of `bindings` that is active and has `key`. */
export function findBinding(
  bindings: readonly KeyBinding[],
  key: string,
  view: View,
  context: KeyContext,
): KeyBinding | undefined {
  return bindings.find(
    ({ keys, isActive }) => keys.includes(key) && (isActive?.(context, view) ?? true),
  )
}

/** The keys of a binding as footer and help show them. */
export function labelOf({ keys, label }: KeyBinding): string {
  return label ?? keys.join(' ')
}
