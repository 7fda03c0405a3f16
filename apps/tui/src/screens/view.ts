import type { Smoothing } from '../state/curves'
import type { Confused } from '../state/outcomes'
import type { Zoom } from '../state/zoom'
import { type DrawView, initialDrawView } from './draw/view'
import { initialRunsView, type RunsView } from './runs/view'

export const screenNames = ['train', 'digits', 'confusion', 'network', 'draw', 'runs'] as const
export type ScreenName = (typeof screenNames)[number]

/** What the person at the screen has chosen to see. */
export interface View {
  readonly screen: ScreenName
  readonly help: boolean
  /** Whether it is asked how to end the run. */
  readonly leaving: boolean
  readonly train: TrainView
  readonly digits: DigitsView
  /** The chosen cell of the confusion matrix. */
  readonly confusion: Confused
  readonly network: {
    /** The first of the units whose weights are shown, in pages. */
    readonly page: number
  }
  readonly draw: DrawView
  readonly runs: RunsView
}

export interface TrainView {
  readonly smoothing: Smoothing
  /** Whether the steps' own values are drawn under the smoothed curve. */
  readonly raw: boolean
  /** Whether losses are on a logarithmic axis and accuracies on one that spreads the high ones. */
  readonly spread: boolean
  readonly zoom: Zoom
  /** Where values are read, from 0 (left end of the charts) to 1; null while nothing is read. */
  readonly cursor: number | null
}

export interface DigitsView {
  /** The number of the test image that is shown large. */
  readonly image: number
  /** The number that is being typed, or null. */
  readonly entry: string | null
  /** Which images are in the gallery: those of a cell, or all mistakes. */
  readonly cell: Confused | null
}

export const initialView: View = {
  screen: 'train',
  help: false,
  leaving: false,
  train: { smoothing: 'light', raw: false, spread: false, zoom: 'run', cursor: null },
  digits: { image: 0, entry: null, cell: null },
  confusion: { label: 0, predicted: 0 },
  network: { page: 0 },
  draw: initialDrawView,
  runs: initialRunsView,
}
