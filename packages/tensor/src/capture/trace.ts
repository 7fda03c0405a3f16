import { type Call, operandsOf } from '../backend/kernel'
import type { Storage } from '../core/storage'

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
  const written = calls.flatMap((call) => operandsOf(call).writes)
  return new Set(written.map(({ storage }) => storage).filter((storage) => outside.has(storage)))
}
