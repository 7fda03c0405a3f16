import type { Exchange } from '../backend/backend'
import { type KernelName, kernelRoles, type Role } from '../backend/kernel-roles'
import type { ConvolutionGeometry, PoolWindows } from '../backend/picture-geometry'
import type { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'

/** Numbers by name, such as the geometry of a convolution. */
type PlainData = ConvolutionGeometry | PoolWindows

/** One kernel call: tensors, null for an absent one, and plain values, in the kernel's order. */
export interface Call {
  readonly kernel: KernelName
  readonly args: readonly (Tensor | Exchange | PlainData | string | number | boolean | null)[]
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

/** The memory from outside that a run wrote. */
export function writtenOutside({ calls, outside }: Trace): Set<Storage> {
  const written = calls.flatMap(({ kernel, args }) =>
    args.filter((arg, i) => arg instanceof Tensor && writes(kernelRoles[kernel][i])),
  ) as Tensor[]
  return new Set(written.map(({ storage }) => storage).filter((storage) => outside.has(storage)))
}

function writes(role: Role): boolean {
  return role === 'write' || role === 'update'
}
