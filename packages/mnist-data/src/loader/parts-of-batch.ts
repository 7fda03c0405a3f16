/** How batches are cut into parts, and which of them this process needs. */
export interface PartsOfBatch {
  /** Parts of a batch, over all processes. */
  readonly count: number
  /** The parts of a batch of `rows` rows that this process needs; `index` counts over all processes. */
  own(rows: number): readonly {
    readonly index: number
    readonly begin: number
    readonly end: number
  }[]
}
