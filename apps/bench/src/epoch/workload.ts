/** The training that every side does: the same network, data, order and initial weights. */
export interface Workload {
  readonly recipe: string
  readonly dataset: string
  /** Inputs, hidden widths, classes. */
  readonly sizes: readonly number[]
  readonly batchSize: number
  readonly learningRate: number
  readonly samples: number
  readonly stepsPerEpoch: number
  /** Steps in one run: `stepsPerEpoch`, or the part of an epoch that the time allowed. */
  readonly steps: number
  /** Of the initial weights and of the row order. */
  readonly seed: number
}
