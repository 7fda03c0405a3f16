import type { Tensor } from '../../../../core/tensor'
import { type Access, ALL, type Block, type Place } from './task'

/** What lowering a kernel call may ask for. */
export interface LoweringContext {
  readonly threads: number
  /** 1 where kernels take the shape for vectors of 256 bits, else 0. */
  readonly wide: number
  /** The block of a tensor's storage. */
  blockOf(tensor: Tensor): Block
  /** Whether the elements are there before the program runs, so that the host can check them. */
  isKnown(tensor: Tensor): boolean
  /** Memory for a task's own results, seen by all threads. */
  temporary(bytes: number): Block
  /** Memory for each thread to work in; what it holds does not outlast the task. */
  scratch(bytes: number): readonly Block[]
}

/** Where a tensor's first element lies. */
export function placeOf(context: LoweringContext, tensor: Tensor): Place {
  return placeAt(context, tensor, tensor.offset)
}

/** A position in a tensor's storage, in elements from its beginning. */
export function placeAt(context: LoweringContext, tensor: Tensor, offset: number): Place {
  return { block: context.blockOf(tensor), offset: offset * tensor.data.BYTES_PER_ELEMENT }
}

/** Accesses of whole tensors, shared in no way. */
export function wholesOf(context: LoweringContext, tensors: readonly Tensor[]): Access[] {
  return tensors.map((tensor) => ({ block: context.blockOf(tensor), share: ALL }))
}
