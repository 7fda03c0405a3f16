export interface RunsView {
  /** Index of the chosen run in the list. */
  readonly chosen: number
  /** Text that the names or settings of the listed runs contain; empty for all runs. */
  readonly filter: string
  /** Identifiers of runs that differ from the default: compared though not among the newest, or not compared. */
  readonly toggled: readonly string[]
  /** The images whose figures the charts show. */
  readonly side: 'test' | 'train'
  /** Whether loss has a logarithmic axis and accuracy one that spreads values near 100%. */
  readonly spread: boolean
}

export const initialRunsView: RunsView = {
  chosen: 0,
  filter: '',
  toggled: [],
  side: 'test',
  spread: true,
}
