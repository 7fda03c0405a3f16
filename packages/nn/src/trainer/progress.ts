import type { Evaluation } from './evaluate'
import type { EpochEvent } from './events'
import type { RateChange } from './learning-rate'
import { type EpochTotals, NOTHING } from './totals'

/** How far a run has come, as plain data fit for JSON. */
export interface Progress {
  /** Whole epochs done. */
  readonly epochs: number
  /** Steps taken in all. */
  readonly steps: number
  /** Spent in training steps. */
  readonly seconds: number
  /** Of the epoch that has been begun. */
  readonly totals: EpochTotals
  /** The epochs done. */
  readonly history: readonly EpochEvent[]
  /** The latest evaluation, and after how many steps it was made. */
  readonly evaluation: (Evaluation & { readonly atStep: number }) | null
  readonly rateChange: RateChange
}

export const BEGINNING: Progress = {
  epochs: 0,
  steps: 0,
  seconds: 0,
  totals: NOTHING,
  history: [],
  evaluation: null,
  rateChange: null,
}
