import type { Generator } from '@handwritten/tensor'
import { checkCall, generatorCheck } from '../checks'

/**
 * The many random numbers of one batch. Its key is drawn from a generator, whose state therefore
 * stays all that has to be saved; the numbers come from sfc32, a few nanoseconds each.
 * Source: Doty-Humphrey, PractRand, 2010.
 */
export class RandomStream {
  /** a, b, c and the counter. */
  readonly #state: Int32Array

  /** Advances `generator`. */
  constructor(generator: Generator) {
    checkCall('RandomStream', arguments, { generator: generatorCheck })
    const key = generator.integers([3], -(2 ** 31), 2 ** 31).toTypedArray()
    this.#state = Int32Array.of(...key, 1)
    for (let round = 0; round < 12; round++) this.uniform()
  }

  /** A number spread evenly over [low, high), in steps of 2^-32 of the range. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * next(this.#state)
  }

  /** Fills `target` with normal numbers of mean 0 and deviation 1 (Marsaglia's polar method, 1964). */
  fillNormal(target: Float64Array): void {
    // As `next` does it, but in variables, which is faster than memory.
    const state = this.#state
    let a = state[0]
    let b = state[1]
    let c = state[2]
    let counter = state[3]
    for (let i = 0; i < target.length; i += 2) {
      let x = 0
      let y = 0
      let square = 0
      do {
        square = 0
        for (let axis = 0; axis < 2; axis++) {
          const word = (a + b + counter) | 0
          counter = (counter + 1) | 0
          a = b ^ (b >>> 9)
          b = (c + (c << 3)) | 0
          c = (((c << 21) | (c >>> 11)) + word) | 0
          x = y
          y = 2 * ((word >>> 0) * 2 ** -32) - 1
          square += y * y
        }
      } while (square >= 1 || square === 0)
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      target[i] = x * factor
      if (i + 1 < target.length) target[i + 1] = y * factor
    }
    state.set([a, b, c, counter])
  }
}

/** The next number in [0, 1). */
function next(state: Int32Array): number {
  const word = (state[0] + state[1] + state[3]) | 0
  state[3] += 1
  state[0] = state[1] ^ (state[1] >>> 9)
  state[1] = state[2] + (state[2] << 3)
  state[2] = ((state[2] << 21) | (state[2] >>> 11)) + word
  return (word >>> 0) * 2 ** -32
}
