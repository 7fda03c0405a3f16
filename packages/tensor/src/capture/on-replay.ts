import type { KernelName } from '../backend/kernel'
import type { KernelArguments } from '../core/kernel-argument'

/** A kernel call of a replay. */
export interface ReplayedCall {
  readonly kernel: KernelName
  readonly args: KernelArguments
}

/** How long one part of a replay took. */
export interface ReplayPart {
  /**
   * The kernel calls that the part computes: several where they were fused, and the same in several parts where
   * a call became several tasks. None where threads waited for each other.
   */
  readonly calls: readonly ReplayedCall[]
  /** Seconds by thread; of thread 0 alone where the host ran the call. */
  readonly seconds: readonly number[]
}

/** Receives the parts of each replay, in order. */
export type OnReplay = (parts: readonly ReplayPart[]) => void
