/** What a training run is checked by. */
export interface Losses {
  /** Mean loss of the timed steps. */
  readonly loss: number
  /** Mean loss on the first 1,024 training images after the timed steps. */
  readonly lossAfter: number
}

/**
 * Relative differences that float32 rounding explains. Measured between float64 and three float32
 * kernel families over one epoch: up to 5e-6 in the mean loss and 7e-5 in the loss after it, where
 * rounding has been fed back through 938 updates; a learning rate off by 1% moves the latter by 5e-3.
 */
const TOLERANCE: Losses = { loss: 5e-5, lossAfter: 5e-4 }

/** The largest relative difference of either loss from the reference, and whether rounding explains both. */
export function compare(
  runs: readonly Losses[],
  reference: Losses,
): { agrees: boolean; difference: number } {
  const off = (key: keyof Losses) =>
    Math.max(...runs.map((run) => Math.abs(run[key] - reference[key]) / Math.abs(reference[key])))
  const [loss, lossAfter] = [off('loss'), off('lossAfter')]
  return {
    agrees: loss <= TOLERANCE.loss && lossAfter <= TOLERANCE.lossAfter,
    difference: Math.max(loss, lossAfter),
  }
}
