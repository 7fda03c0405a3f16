import type { Generator } from '@handwritten/tensor'

/** Chooses the rows of an epoch and their order. */
export interface Sampler {
  /** Rows in an epoch. */
  readonly size: number
  /** The rows of the next epoch, with all that is random drawn from `generator`. */
  order(generator: Generator): Int32Array
}
