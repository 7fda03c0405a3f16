import type { Generator } from '../../src/random/generator'

/** Random choices, the same for the same generator. */
export class Dice {
  readonly #generator: Generator
  #drawn: Int32Array = new Int32Array(0)
  #used = 0

  constructor(generator: Generator) {
    this.#generator = generator
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    if (this.#used === this.#drawn.length) {
      this.#drawn = this.#generator.integers([4096], 0, 2 ** 31 - 1).data
      this.#used = 0
    }
    return this.#drawn[this.#used++] % count
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]
  }
}
