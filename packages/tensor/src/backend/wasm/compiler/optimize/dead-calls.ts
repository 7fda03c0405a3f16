import type { Call, Trace } from '../../../../capture/trace'
import type { Storage } from '../../../../core/storage'
import { operandsOf } from './def-use'

/**
 * The calls of a trace without those whose results nobody reads: neither a later call nor, as `kept`, the
 * outside. An exchange has effects outside, so it stays.
 */
export function removeDeadCalls({ calls, born }: Trace, kept: ReadonlySet<Storage>): Call[] {
  const needed = new Set(kept)
  const live: Call[] = []
  for (const call of calls.toReversed()) {
    const { reads, writes } = operandsOf(call)
    const isDead = writes.every(({ storage }) => born.has(storage) && !needed.has(storage))
    if (isDead && call.kernel !== 'exchange') continue
    for (const { storage } of reads) needed.add(storage)
    live.push(call)
  }
  return live.reverse()
}
