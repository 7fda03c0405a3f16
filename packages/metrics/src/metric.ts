/**
 * What every metric of this package can do. `update` is all or nothing: when it throws, the metric
 * is as it was before the call.
 */
export interface Metric<Batch extends readonly unknown[], Result> {
  /** How many samples (or values) were seen. */
  readonly count: number
  /** Takes in a batch; how the samples are cut into batches does not change the result. */
  update(...batch: Batch): this
  /** The metric of everything seen since the start or the last `reset`. */
  compute(): Result
  /** Forgets everything that was seen; settings stay. */
  reset(): this
  /** Takes in everything that `other`, of equal settings, has seen. */
  merge(other: this): this
  /** The whole state as plain data; the class's static `from` makes the metric again. */
  toJSON(): object
}
