import type { AnyEpochEvent } from './events'

type Figures = Pick<AnyEpochEvent, 'trainLoss' | 'trainAccuracy' | 'seconds' | 'samplesPerSecond'>

/** What the steps of one epoch add up to, as plain data. */
export interface EpochTotals {
  readonly steps: number
  readonly samples: number
  /** Sum over the samples. */
  readonly loss: number
  /** Absent where none are counted. */
  readonly correct?: number
  readonly seconds: number
}

export const NOTHING: EpochTotals = { steps: 0, samples: 0, loss: 0, seconds: 0 }

/** The totals after one more step, whose `loss` is the mean over its samples. */
export function withStep(
  totals: EpochTotals,
  step: { loss: number; correct?: number; samples: number },
  seconds: number,
): EpochTotals {
  return {
    steps: totals.steps + 1,
    samples: totals.samples + step.samples,
    loss: totals.loss + step.loss * step.samples,
    ...(step.correct !== undefined && { correct: (totals.correct ?? 0) + step.correct }),
    seconds: totals.seconds + seconds,
  }
}

export function figuresOf({ samples, loss, correct, seconds }: EpochTotals): Figures {
  return {
    trainLoss: loss / samples,
    ...(correct !== undefined && { trainAccuracy: correct / samples }),
    seconds,
    samplesPerSecond: samples / seconds,
  }
}
