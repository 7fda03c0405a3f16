/** What a training run is checked by. */
export interface Losses {
  /** Mean loss of the steps. */
  readonly loss: number
  /** Mean loss on the first 1,024 training images after the steps. */
  readonly lossAfter: number
}

/** What one subject computed. */
export interface Evidence {
  /** A run of `EARLY_STEPS` steps. */
  readonly early: Losses
  /** The timed runs; empty for a subject that was timed on fewer steps than the others. */
  readonly runs: readonly Losses[]
}

export interface Agreement {
  readonly agrees: boolean
  /** Largest relative difference of either loss in the early run. */
  readonly early: number
  /** The same in the timed runs; undefined where one side has none of full length. */
  readonly whole: number | undefined
}

/** Steps after which rounding has not yet been fed back through the network's switches. */
export const EARLY_STEPS = 100

/**
 * Relative differences that float32 rounding explains. Between float64 and five families of float32
 * kernels (three of OpenBLAS, two of this project) the losses differed by up to 1.2e-7 in the first 100
 * steps. Later a ReLU that rounding switches the other way sends runs apart: up to 1.6e-5 in the mean
 * loss and 6e-4 in the loss after 600 to 900 steps. A learning rate off by 1% moves all of them by 4e-3
 * to 6e-3.
 */
const EARLY_TOLERANCE: Losses = { loss: 1e-5, lossAfter: 1e-5 }
const WHOLE_TOLERANCE: Losses = { loss: 5e-5, lossAfter: 2e-3 }

/** Whether a subject computed what the reference did, but for rounding. */
export function compare(subject: Evidence, reference: Evidence): Agreement {
  const early = deviation([subject.early], reference.early)
  const [first] = reference.runs
  const whole = first && subject.runs.length > 0 ? deviation(subject.runs, first) : undefined
  return {
    agrees: isWithin(early, EARLY_TOLERANCE) && (!whole || isWithin(whole, WHOLE_TOLERANCE)),
    early: Math.max(early.loss, early.lossAfter),
    whole: whole && Math.max(whole.loss, whole.lossAfter),
  }
}

function deviation(runs: readonly Losses[], reference: Losses): Losses {
  const largest = (key: keyof Losses) =>
    Math.max(...runs.map((run) => Math.abs(run[key] / reference[key] - 1)))
  return { loss: largest('loss'), lossAfter: largest('lossAfter') }
}

function isWithin(found: Losses, tolerance: Losses): boolean {
  return found.loss <= tolerance.loss && found.lossAfter <= tolerance.lossAfter
}
