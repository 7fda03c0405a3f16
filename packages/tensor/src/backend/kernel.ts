import type { KernelArgument } from '../core/kernel-argument'
import type { Tensor } from '../core/tensor'
import type { Backend } from './backend'
import type { Lowering } from './wasm/compiler/tasks/lowering'

/** The names of a backend's kernels. */
export type KernelName = Exclude<keyof Backend, 'name'>

/** What a kernel does with one of its arguments: an `update` is read and then written. */
type Role = 'read' | 'write' | 'update' | 'value'

/**
 * A kernel: its implementations, and how it uses its arguments. Operations refer to the kernels that they
 * call, so a bundler drops kernels, and their compiled families, that no imported operation calls.
 */
export interface Kernel<K extends KernelName = KernelName> {
  readonly name: K
  /** The role of each argument, in the order of the `Backend` interface. */
  readonly roles: readonly Role[]
  /** The implementation in plain TypeScript, for every dtype and layout. */
  readonly reference: Backend[K]
  /** Whether a call does more than its writes, so that it stays even when they are not read. */
  readonly hasSideEffects?: boolean
  /** The lowering to compiled kernels; where it is absent, the reference implementation runs. */
  readonly lowering?: Lowering
}

/** One call of a kernel. */
export interface Call {
  readonly kernel: Kernel
  /** In the kernel's order. */
  readonly args: readonly KernelArgument[]
}

/** The tensors that a call reads, and those that it writes; an updated one is in both. */
export function operandsOf({ kernel, args }: Call): { reads: Tensor[]; writes: Tensor[] } {
  const reads: Tensor[] = []
  const writes: Tensor[] = []
  args.forEach((arg, i) => {
    const role = kernel.roles[i]
    if (role === 'value' || arg === null) return
    if (role !== 'write') reads.push(arg as Tensor)
    if (role !== 'read') writes.push(arg as Tensor)
  })
  return { reads, writes }
}
