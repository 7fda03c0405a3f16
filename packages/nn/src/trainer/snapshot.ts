import type { Generator, GeneratorState, Tensor, TypedArray } from '@handwritten/tensor'

/** Keeps what tensors and generators hold, to put it back later. */
export class Snapshot {
  readonly #tensors: readonly Tensor[]
  readonly #generators: readonly Generator[]
  readonly #contents: readonly TypedArray[]
  #states: GeneratorState[] = []

  /** Remembers what they hold now. */
  constructor(tensors: Iterable<Tensor>, generators: Iterable<Generator>) {
    this.#tensors = [...tensors]
    this.#generators = [...generators]
    this.#contents = this.#tensors.map(({ data }) => data.slice())
    this.#states = this.#generators.map(({ state }) => state)
  }

  /** Remembers what they hold now, in place of what they held. */
  renew(): void {
    this.#tensors.forEach(({ data }, place) => {
      this.#contents[place].set(data)
    })
    this.#states = this.#generators.map(({ state }) => state)
  }

  /** Lets them hold again what is remembered. */
  restore(): void {
    this.#tensors.forEach(({ data, storage }, place) => {
      data.set(this.#contents[place])
      storage.version++
    })
    this.#generators.forEach((generator, place) => {
      generator.state = this.#states[place]
    })
  }
}
