import { full, type Tensor } from '@handwritten/tensor'
import type { Loss } from '../losses/loss'

/** What a batch gave. A type and not an interface, so that it counts as a record of tensors. */
export type Measured = {
  /** 0-d, mean over the batch */
  readonly loss: Tensor
  /** 0-d, samples whose largest output is at their label; NaN where nothing is counted */
  readonly correct: Tensor
}

/** What the trainer minimizes and counts; {@link CrossEntropyLoss} is one. */
export interface Criterion {
  /** outputs [m, ...], labels [m, ...]; for classes, outputs [m, classes] and labels int32 [m] */
  measure(outputs: Tensor, labels: Tensor): Measured
}

/** Whether the loss of a batch is the mean over its samples, or their sum. */
export function reductionOf(given: Criterion | Loss | undefined): 'mean' | 'sum' {
  const isSum = given !== undefined && !('measure' in given) && given.reduction === 'sum'
  return isSum ? 'sum' : 'mean'
}

/** A criterion as it is; a loss, which knows of no hits, as a criterion that counts none. */
export function asCriterion(given: Criterion | Loss): Criterion {
  if ('measure' in given) return given
  return {
    measure: (outputs, targets) => ({
      loss: given.forward(outputs, targets),
      correct: full([], Number.NaN),
    }),
  }
}
