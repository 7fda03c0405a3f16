import type { Storage } from '../storage'
import type { Tensor } from '../tensor'
import type { KernelName } from './kernel-roles'

/** One kernel call: tensors, null for an absent one, and plain values, in the kernel's order. */
export interface Call {
  readonly kernel: KernelName
  readonly args: readonly (Tensor | string | number | boolean | null)[]
}

/** What one run of a function did: the kernel calls in order, and where their memory came from. */
export interface Trace {
  readonly calls: readonly Call[]
  /** Memory allocated by the run itself, with its contents before the first kernel wrote to it. */
  readonly born: ReadonlyMap<Storage, InitialContents>
  /** Memory that was there before: parameters, optimizer state, data. */
  readonly outside: ReadonlySet<Storage>
}

/**
 * `overwritten`: a kernel wrote it whole before anything read it. `constant`: no kernel wrote it.
 * Otherwise the elements that it must hold again when the run begins.
 */
export type InitialContents = 'overwritten' | 'constant' | Storage['data']
