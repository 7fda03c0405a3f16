import type { Evaluations } from './evaluator'
import type { AnyEpochEvent, EpochEvent } from './events'
import type { RateChange } from './learning-rate'
import { type EpochTotals, NOTHING } from './totals'

/** How far a run has come, as plain data fit for JSON. */
export interface Progress<Epoch extends AnyEpochEvent = EpochEvent> {
  /** Whole epochs done. */
  readonly epochs: number
  /** Steps taken in all. */
  readonly steps: number
  /** Spent in training steps. */
  readonly seconds: number
  /** Of the epoch that has been begun. */
  readonly totals: EpochTotals
  /** The epochs done. */
  readonly history: readonly Epoch[]
  /** The latest evaluation, and after how many steps it was made. */
  readonly evaluation: (Evaluations & { readonly atStep: number }) | null
  readonly rateChange: RateChange
  /** The epoch with the best figure of the validation set so far, and that figure. */
  readonly best: { readonly epoch: number; readonly value: number } | null
  /** Whether the run has ended and the model holds the weights to end with, not those it learned with. */
  readonly exchanged: boolean
}

export const BEGINNING: Progress<never> = {
  epochs: 0,
  steps: 0,
  seconds: 0,
  totals: NOTHING,
  history: [],
  evaluation: null,
  rateChange: null,
  best: null,
  exchanged: false,
}
