/** The processes of one parallel run, as one of them sees it. */
export interface Ranks {
  /** Number of this process, from 0 to `size - 1`. */
  readonly rank: number
  /** Number of processes. */
  readonly size: number
  /** Name and version of the MPI library, and how it is called; null in a group of one. */
  readonly library: string | null
  /**
   * Replaces each element by its sum over all ranks. Ranks are added in the fixed tree of
   * `treePairs`, so all of them receive the same bits, in every run. Every rank must call it with an
   * array of the same type and length; it returns when all of them have.
   * @throws SizeError when type or length differ between ranks
   * @throws RankError when MPI reports a failure
   */
  sum(values: Float32Array | Float64Array): void
  /** Returns when every rank has called it. */
  barrier(): void
  /** Ends all ranks at once, with this exit code. Default: 1. */
  abort(code?: number): void
  /** Leaves the group. Every rank must call it before its process ends; later calls do nothing. */
  close(): void
}
