/** The sums of a confusion matrix that every measure derived from it is made of. */
export interface Margins {
  /** Samples in all. */
  readonly total: number
  /** Per class, the samples of it: the sums of the rows. */
  readonly support: readonly number[]
  /** Per class, the samples predicted as it: the sums of the columns. */
  readonly predicted: readonly number[]
  /** Per class, the samples of it predicted as it: the diagonal. */
  readonly correct: readonly number[]
}

/** The sum of a list. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
