import { type DrawView, initialDrawView } from '../screens/draw/view'
import { initialRunsView, type RunsView } from '../screens/runs/view'
import type { Smoothing } from '../store/curves'
import type { Confused } from '../store/outcomes'
import type { Zoom } from '../store/zoom'

export const screenNames = ['train', 'digits', 'confusion', 'network', 'draw', 'runs'] as const
export type ScreenName = (typeof screenNames)[number]

/** What the user has chosen to see. */
export interface View {
  readonly screen: ScreenName
  readonly help: boolean
  /** The question that covers the screen, or null. */
  readonly dialog: 'leave' | 'delete' | null
  /** The text that is being typed, or null. */
  readonly prompt: Prompt | null
  readonly train: TrainView
  readonly digits: DigitsView
  /** The selected cell of the confusion matrix. */
  readonly confusion: Confused
  readonly network: {
    /** The page of first-layer units; pages wrap around. */
    readonly page: number
  }
  readonly draw: DrawView
  readonly runs: RunsView
}

/** A line of text that the user types. */
export interface Prompt {
  readonly kind: 'image' | 'picture' | 'filter' | 'rename'
  readonly text: string
  /** Counts how often the text was completed. */
  readonly completions: number
}

export interface TrainView {
  readonly smoothing: Smoothing
  /** Whether the steps' own values are drawn under the smoothed curve. */
  readonly raw: boolean
  /** Whether loss has a logarithmic axis and accuracy one that spreads values near 100%. */
  readonly spread: boolean
  readonly zoom: Zoom
  /** The cursor, from 0 (left end of the charts) to 1; null where there is none. */
  readonly cursor: number | null
}

export interface DigitsView {
  /** The number of the selected test image. */
  readonly image: number
  /** Which images the gallery shows: those of a cell, or all mistakes. */
  readonly cell: Confused | null
}

export const initialView: View = {
  screen: 'train',
  help: false,
  dialog: null,
  prompt: null,
  train: { smoothing: 'light', raw: false, spread: true, zoom: 'so far', cursor: null },
  digits: { image: 0, cell: null },
  confusion: { label: 0, predicted: 0 },
  network: { page: 0 },
  draw: initialDrawView,
  runs: initialRunsView,
}

/** The view with an open prompt. */
export function withPrompt(view: View, kind: Prompt['kind'], text = ''): View {
  return { ...view, prompt: { kind, text, completions: 0 } }
}
