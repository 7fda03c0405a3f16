import type { Tensor } from '@handwritten/tensor'

/** What a batch gave. A type and not an interface, so that it counts as a record of tensors. */
export type Measured = {
  /** 0-d, mean over the batch */
  readonly loss: Tensor
  /** int32 0-d, samples whose largest output is at their label */
  readonly correct: Tensor
}

/** What the trainer minimizes and counts; {@link CrossEntropyLoss} is one. */
export interface Criterion {
  /** outputs [m, classes], labels int32 [m] */
  measure(outputs: Tensor, labels: Tensor): Measured
}
