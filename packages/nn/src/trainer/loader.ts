import type { Tensor } from '@handwritten/tensor'

/** A batch of samples. */
export interface Batch {
  /** [m, ...], one row a sample */
  readonly inputs: Tensor
  /** int32 [m], the class of each sample */
  readonly labels: Tensor
}

/** What the trainer asks of data; it never sees a data set itself. */
export interface Loader {
  /** Samples in an epoch. */
  readonly size: number
  /** Batches in an epoch. */
  readonly length: number
  /**
   * The next epoch's batches as row numbers, shuffled if the loader shuffles. All that is random is
   * drawn when the first batch is asked for, so that a run can be taken up in the middle of an epoch.
   */
  rows(): Iterable<Int32Array>
  /** The samples at `rows` (int32 [m]); made of tensor operations only, so that it can be captured. */
  batch(rows: Tensor): Batch
  /** Its place, also within an epoch, as plain data fit for JSON. Needed for checkpoints only. */
  stateDict?(): unknown
  /** Goes on from such a place: the next `rows()` gives the rest of that epoch. */
  loadStateDict?(state: unknown): void
}
