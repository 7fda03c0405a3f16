/**
 * The processes that train one model together, as one of them sees it. `connect()` of
 * `@handwritten/distributed` returns one.
 */
export interface Ranks {
  /** Number of this process, from 0 to `size - 1`. */
  readonly rank: number
  readonly size: number
  /**
   * Replaces each element by its sum over all ranks, the same bits on all of them. Ranks are added
   * neighbours first, then neighbouring pairs, and so on. Every rank calls it with as many elements.
   */
  sum(values: Float32Array | Float64Array): void
}

/** A process that trains alone. */
export const oneRank: Ranks = { rank: 0, size: 1, sum() {} }
