import type { Ranks } from '../../src/index'

/** Memory that threads acting as ranks share. */
export interface RankMemory {
  /** Ranks that have arrived at the barrier, and how often it has opened. */
  readonly gate: Int32Array<SharedArrayBuffer>
  /** Room for one vector of each rank. */
  readonly vectors: Float64Array<SharedArrayBuffer>
}

const LENGTH = 20_000

export function rankMemory(size: number): RankMemory {
  return {
    gate: new Int32Array(new SharedArrayBuffer(8)),
    vectors: new Float64Array(new SharedArrayBuffer(8 * LENGTH * size)),
  }
}

/** A thread that acts as a rank: what an MPI library does between processes, in shared memory. */
export class ThreadRank implements Ranks {
  readonly rank: number
  readonly size: number
  readonly #memory: RankMemory
  /** Sums so far. */
  sums = 0

  constructor(rank: number, size: number, memory: RankMemory) {
    this.rank = rank
    this.size = size
    this.#memory = memory
  }

  sum(values: Float32Array | Float64Array): void {
    this.sums++
    const { vectors } = this.#memory
    vectors.set(values, this.rank * LENGTH)
    this.#meet()
    const terms = Array.from({ length: this.size }, (_, rank) => {
      const term = values.slice()
      term.set(vectors.subarray(rank * LENGTH, rank * LENGTH + values.length))
      return term
    })
    for (let step = 1; step < this.size; step *= 2) {
      for (let i = 0; i + step < this.size; i += 2 * step) {
        for (let j = 0; j < values.length; j++) terms[i][j] += terms[i + step][j]
      }
    }
    values.set(terms[0])
    this.#meet()
  }

  /** Waits until every rank has come. */
  #meet(): void {
    const { gate } = this.#memory
    const opened = Atomics.load(gate, 1)
    if (Atomics.add(gate, 0, 1) === this.size - 1) {
      Atomics.store(gate, 0, 0)
      Atomics.add(gate, 1, 1)
      Atomics.notify(gate, 1)
      return
    }
    while (Atomics.load(gate, 1) === opened) {
      if (Atomics.wait(gate, 1, opened, 200_000) === 'timed-out') {
        throw new Error(`rank ${this.rank} waited in vain for the others`)
      }
    }
  }
}
