export interface RunsView {
  /** The chosen run, counted from the top of the list. */
  readonly chosen: number
  /** Runs that are compared though they are not among the newest, or are among them and not compared. */
  readonly toggled: readonly string[]
  /** Whose figures the charts show. */
  readonly side: 'test' | 'train'
  /** Whether losses are on a logarithmic axis and accuracies on one that spreads the high ones. */
  readonly spread: boolean
}

export const initialRunsView: RunsView = { chosen: 0, toggled: [], side: 'test', spread: true }
