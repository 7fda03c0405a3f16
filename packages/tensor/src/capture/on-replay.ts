import type { Call } from './trace'

/** How long one part of a replay took. */
export interface ReplayPart {
  /**
   * The kernel calls that it did the work of: several where they were joined, and the same in several parts
   * where their work was divided. None where threads waited for each other.
   */
  readonly calls: readonly Call[]
  /** By thread; of thread 0 alone where the host did the work. */
  readonly seconds: readonly number[]
}

/** Is told the parts of each replay, in their order. */
export type OnReplay = (parts: readonly ReplayPart[]) => void
