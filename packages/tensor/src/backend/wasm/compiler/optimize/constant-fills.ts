import type { Trace } from '../../../../capture/trace'
import type { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import { operandsOf } from '../../../kernel'

/**
 * The trace without its constant fills: memory born in it that one `fill` overwrites whole, and nothing
 * else writes, holds the same number in every run, and holds it already.
 * @param kept memory that is seen, and may be written, from outside
 */
export function withoutConstantFills(
  { calls, born, outside }: Trace,
  kept: ReadonlySet<Storage>,
): Trace {
  const writers = new Map<Storage, number>()
  for (const call of calls) {
    for (const { storage } of operandsOf(call).writes) {
      writers.set(storage, (writers.get(storage) ?? 0) + 1)
    }
  }
  const constant = new Set<Storage>()
  for (const { kernel, args } of calls) {
    const [target] = args
    if (kernel.name !== 'fill' || !(target instanceof Tensor)) continue
    const { storage } = target
    const isOnlyWriter = born.get(storage) === 'overwritten' && writers.get(storage) === 1
    if (isOnlyWriter && !kept.has(storage)) constant.add(storage)
  }
  const isConstantFill = (call: Trace['calls'][number]) =>
    call.kernel.name === 'fill' && constant.has((call.args[0] as Tensor).storage)
  return {
    calls: calls.filter((call) => !isConstantFill(call)),
    born: new Map([...born].map(([s, contents]) => [s, constant.has(s) ? 'constant' : contents])),
    outside,
  }
}
