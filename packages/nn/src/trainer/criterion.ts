import type { Tensor } from '@handwritten/tensor'
import type { Loss } from '../losses/loss'

/** What a batch gave. A type and not an interface, so that it counts as a record of tensors. */
export type Measured = {
  /** 0-d, mean over the batch */
  readonly loss: Tensor
  /** 0-d, samples whose largest output is at their label */
  readonly correct: Tensor
}

/** A measured batch whose criterion may count no correct predictions. */
export type MeasuredBatch = Pick<Measured, 'loss'> & Partial<Pick<Measured, 'correct'>>

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

/** Measures a batch; what it gives has no `correct` where the loss counts no correct predictions. */
export interface AnyCriterion {
  measure(outputs: Tensor, labels: Tensor): MeasuredBatch
}

/** A criterion as it is; a loss, which counts no correct predictions, as one that gives the loss alone. */
export function asCriterion(given: Criterion | Loss): AnyCriterion {
  if ('measure' in given) return given
  return { measure: (outputs, targets) => ({ loss: given.forward(outputs, targets) }) }
}
