import type { Tensor } from '@handwritten/tensor'

/** A batch of samples. */
export interface Batch {
  /** [m, ...], one row a sample */
  readonly inputs: Tensor
  /** int32 [m], the class of each sample */
  readonly labels: Tensor
}

/** How batches are cut into parts, and which of them this process computes. */
export interface PartsOfBatch {
  /** Parts of a batch, over all processes. */
  readonly count: number
  /** The parts of a batch of `rows` rows that this process computes; `index` counts over all processes. */
  own(rows: number): readonly {
    readonly index: number
    readonly begin: number
    readonly end: number
  }[]
}

/** One epoch after another, with a place that other passes over the loader do not move. */
export interface LoaderCursor {
  /**
   * The next epoch's batches as row numbers, or the rest of the epoch that was restored: whole
   * batches, also with `parts`. A loader that augments then prepares the rows of the process's own
   * parts only, each with random numbers that depend on the part and not on the process; one that
   * ignores `parts` prepares whole batches.
   */
  rows(parts?: PartsOfBatch): Iterable<Int32Array>
  /** Its place, also within an epoch, as plain data fit for JSON. */
  stateDict?(): unknown
  /** Goes on from such a place. */
  loadStateDict?(state: unknown): void
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
   * Each call gives an iterable with a place of its own, so that passes may overlap. `parts` is as
   * in {@link LoaderCursor}.
   */
  rows(parts?: PartsOfBatch): Iterable<Int32Array>
  /** The samples at `rows` (int32 [m]); made of tensor operations only, so that it can be captured. */
  batch(rows: Tensor): Batch
  /**
   * Epochs from here on, by which a trainer reads the loader. A loader without cursors is read by its
   * own `rows`, and other readers then change the order of a shuffled run.
   */
  cursor?(): LoaderCursor
  /** Its place, also within an epoch, as plain data fit for JSON. Needed for checkpoints of loaders without cursors. */
  stateDict?(): unknown
  /** Goes on from such a place: the next `rows()` gives the rest of that epoch. */
  loadStateDict?(state: unknown): void
}
