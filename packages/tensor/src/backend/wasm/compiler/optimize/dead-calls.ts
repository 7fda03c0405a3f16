import type { Trace } from '../../../../capture/trace'
import type { Storage } from '../../../../core/storage'
import { type Call, operandsOf } from '../../../kernel'

/**
 * The calls of a trace without those whose results nobody reads: neither a later call nor, as `kept`, the
 * outside. Calls of kernels with side effects stay.
 */
export function removeDeadCalls({ calls, born }: Trace, kept: ReadonlySet<Storage>): Call[] {
  const needed = new Set(kept)
  const live: Call[] = []
  for (const call of calls.toReversed()) {
    const { reads, writes } = operandsOf(call)
    const isDead = writes.every(({ storage }) => born.has(storage) && !needed.has(storage))
    if (isDead && !call.kernel.hasSideEffects) continue
    for (const { storage } of reads) needed.add(storage)
    live.push(call)
  }
  return live.reverse()
}
