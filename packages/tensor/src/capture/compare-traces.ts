import type { Call } from '../backend/kernel'
import type { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import type { InitialContents, Trace } from './trace'

/**
 * How a later run of a function differs from an earlier one, in words; null when it made the same
 * kernel calls with the same plain values, on the same outside memory and with the same memory of
 * its own. Only then does replaying the later run stand for any run after it.
 */
export function traceDifference(earlier: Trace, later: Trace): string | null {
  const partners = new Map<Storage, Storage>()
  const length = Math.min(earlier.calls.length, later.calls.length)
  for (let i = 0; i < length; i++) {
    const difference = callDifference(earlier.calls[i], later.calls[i], partners)
    if (difference !== null)
      return `kernel call ${i + 1}, ${later.calls[i].kernel.name}, ${difference}`
  }
  if (earlier.calls.length !== later.calls.length) {
    return `${earlier.calls.length} kernel calls became ${later.calls.length}`
  }
  for (const [before, after] of partners) {
    const difference = memoryDifference(
      before,
      earlier.born.get(before),
      after,
      later.born.get(after),
    )
    if (difference !== null) return difference
  }
  return null
}

function callDifference(a: Call, b: Call, partners: Map<Storage, Storage>): string | null {
  if (a.kernel !== b.kernel) return `was ${a.kernel.name} before`
  for (let i = 0; i < a.args.length; i++) {
    const difference = argumentDifference(a.args[i], b.args[i], partners)
    if (difference !== null) return difference
  }
  return null
}

function argumentDifference(
  a: Call['args'][number],
  b: Call['args'][number],
  partners: Map<Storage, Storage>,
): string | null {
  if (!(a instanceof Tensor) || !(b instanceof Tensor)) {
    return isSameValue(a, b) ? null : `has ${textOf(b)} where it had ${textOf(a)}`
  }
  const [before, after] = [layout(a), layout(b)]
  if (before !== after) return `has ${after} where it had ${before}`
  const partner = partners.get(a.storage)
  partners.set(a.storage, b.storage)
  return partner === undefined || partner === b.storage ? null : 'works on other memory'
}

function isSameValue(a: Call['args'][number], b: Call['args'][number]): boolean {
  return Object.is(a, b) || (isObject(a) && isObject(b) && textOf(a) === textOf(b))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Tensor)
}

function textOf(value: Call['args'][number]): string {
  return isObject(value) ? JSON.stringify(value) : String(value)
}

function layout({ dtype, shape, strides, offset }: Tensor): string {
  return `${dtype} [${shape}] (strides [${strides}], offset ${offset})`
}

function memoryDifference(
  before: Storage,
  bornBefore: InitialContents | undefined,
  after: Storage,
  bornAfter: InitialContents | undefined,
): string | null {
  if (bornBefore === undefined || bornAfter === undefined) {
    return before === after && bornBefore === bornAfter ? null : 'memory from outside was replaced'
  }
  const [was, is] = [neededContents(before, bornBefore), neededContents(after, bornAfter)]
  const same = was === null || is === null ? was === is : sameContents(was, is)
  return same ? null : 'a number or an array made inside the function has another value'
}

/** What a storage must hold when a run begins; null when that does not matter. */
function neededContents(storage: Storage, contents: InitialContents): Storage['data'] | null {
  if (contents === 'overwritten') return null
  return contents === 'constant' ? storage.data : contents
}

function sameContents(a: Storage['data'], b: Storage['data']): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]))
}
