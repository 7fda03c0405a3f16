import type { Pointer } from '../foreign/foreign-library'
import { treePairs } from '../tree'
import type { Handle } from './abi'
import { type Mpi, shared } from './mpi'

/** Arrays that ranks can sum. */
export type Summable = Float32Array | Float64Array

interface Place {
  readonly rank: number
  readonly size: number
}

/** The piece of an array that each rank adds up: `lengths[r]` elements from `offsets[r]` on. */
export interface Pieces {
  readonly lengths: Int32Array
  readonly offsets: Int32Array
}

/** Cuts `length` elements into one piece for each rank, as equal as possible. */
export function piecesOf(length: number, size: number): Pieces {
  const bounds = Array.from({ length: size + 1 }, (_, r) => Math.floor((r * length) / size))
  const offsets = shared(Int32Array, size)
  const lengths = shared(Int32Array, size)
  for (let r = 0; r < size; r++) {
    offsets[r] = bounds[r]
    lengths[r] = bounds[r + 1] - bounds[r]
  }
  return { lengths, offsets }
}

/**
 * Sums arrays of one length and type over the ranks: each rank receives its piece of every rank's
 * array, adds these in the fixed tree, and distributes the result. It moves as much as the ring of an
 * `MPI_Allreduce`, in an order that does not depend on the library.
 */
export class TreeSum {
  readonly #mpi: Mpi
  readonly #type: Handle
  readonly #pieces: Pieces
  /** This rank's piece of every rank's array, one after the other. */
  readonly #inbox: Summable
  readonly #lengths: Int32Array
  readonly #offsets: Int32Array
  readonly #mine: { readonly length: number; readonly offset: number }

  constructor(mpi: Mpi, { rank, size }: Place, { length, BYTES_PER_ELEMENT }: Summable) {
    this.#mpi = mpi
    this.#pieces = piecesOf(length, size)
    const mine = this.#pieces.lengths[rank]
    this.#mine = { length: mine, offset: this.#pieces.offsets[rank] }
    const isSingle = BYTES_PER_ELEMENT === 4
    this.#type = isSingle ? mpi.abi.float : mpi.abi.double
    this.#inbox = isSingle ? shared(Float32Array, mine * size) : shared(Float64Array, mine * size)
    this.#lengths = shared(Int32Array, size).fill(mine)
    this.#offsets = shared(Int32Array, size)
    for (let r = 0; r < size; r++) this.#offsets[r] = r * mine
  }

  sum(values: Summable): void {
    const { abi, library } = this.#mpi
    // V8 keeps small arrays in memory that it moves, until their buffer is asked for.
    const { buffer, byteOffset, byteLength } = values
    const at = library.address(new Uint8Array(buffer, byteOffset, byteLength))
    const inbox = library.address(this.#inbox)
    const lengths = library.address(this.#pieces.lengths)
    const offsets = library.address(this.#pieces.offsets)
    const [type, world] = [this.#type, abi.world]
    const received = [library.address(this.#lengths), library.address(this.#offsets)] as const
    this.#mpi.call('MPI_Alltoallv', at, lengths, offsets, type, inbox, ...received, type, world)
    this.#addUp(inbox)
    const { length, offset } = this.#mine
    values.set(this.#inbox.subarray(0, length), offset)
    this.#mpi.call('MPI_Allgatherv', abi.inPlace, 0, type, at, lengths, offsets, type, world)
  }

  #addUp(inbox: Pointer): void {
    const { length } = this.#mine
    const bytes = length * this.#inbox.BYTES_PER_ELEMENT
    const { sum } = this.#mpi.abi
    const part = (rank: number) => inbox + BigInt(rank * bytes)
    for (const [target, source] of treePairs(this.#lengths.length)) {
      this.#mpi.call('MPI_Reduce_local', part(source), part(target), length, this.#type, sum)
    }
  }
}
