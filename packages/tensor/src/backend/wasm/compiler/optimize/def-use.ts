import type { Storage } from '../../../../core/storage'
import type { Tensor } from '../../../../core/tensor'
import { type Call, operandsOf } from '../../../kernel'

/** Which calls read and write each storage, by their positions in the list. */
export class DefUse {
  readonly #readers = new Map<Storage, number[]>()
  readonly #writers = new Map<Storage, number[]>()
  readonly #written: readonly Tensor[]

  constructor(calls: readonly Call[]) {
    this.#written = calls.flatMap((call) => operandsOf(call).writes)
    calls.forEach((call, i) => {
      const { reads, writes } = operandsOf(call)
      for (const { storage } of reads) note(this.#readers, storage, i)
      for (const { storage } of writes) note(this.#writers, storage, i)
    })
  }

  /** The only call that reads a storage that only the call at `writer` writes; -1 when there is no such one. */
  onlyReader(storage: Storage, writer: number): number {
    const readers = this.#readers.get(storage) ?? []
    const writers = this.#writers.get(storage) ?? []
    return readers.length === 1 && writers.length === 1 && writers[0] === writer ? readers[0] : -1
  }

  /** Whether a call after a position, up to and with a later one, writes a storage. */
  isWrittenBetween(storage: Storage, after: number, last: number): boolean {
    return (this.#writers.get(storage) ?? []).some((i) => i > after && i <= last)
  }

  /** Whether any call may write the element at a position of a storage. */
  isElementWritten(storage: Storage, position: number): boolean {
    return this.#written.some((tensor) => tensor.storage === storage && reaches(tensor, position))
  }
}

function note(map: Map<Storage, number[]>, storage: Storage, position: number): void {
  const positions = map.get(storage)
  if (positions === undefined) map.set(storage, [position])
  else if (positions[positions.length - 1] !== position) positions.push(position)
}

/**
 * Whether a position of a storage may belong to a tensor: it is between the first and the last element,
 * at a distance that the strides divide. Never false for a position that does.
 */
function reaches({ shape, strides, offset }: Tensor, position: number): boolean {
  const ends = strides.map((stride, axis) => stride * (shape[axis] - 1))
  const first = ends.reduce((at, end) => at + Math.min(end, 0), offset)
  const last = ends.reduce((at, end) => at + Math.max(end, 0), offset)
  const steps = strides.filter((_, axis) => shape[axis] > 1)
  const unit = steps.reduce((a, b) => greatestDivisor(a, b), 0)
  return first <= position && position <= last && (unit === 0 || (position - offset) % unit === 0)
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestDivisor(b, a % b)
}
