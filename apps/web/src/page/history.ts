/** A bounded series: once it is full, neighbours are averaged, so that a run of any length fits. */
export class Series {
  readonly #capacity: number
  #values: number[] = []
  #sum = 0
  #count = 0
  /** Samples behind each value. */
  width = 1

  constructor(capacity = 512) {
    this.#capacity = capacity
  }

  get values(): readonly number[] {
    return this.#count === 0 ? this.#values : [...this.#values, this.#sum / this.#count]
  }

  push(sample: number): void {
    this.#sum += sample
    this.#count += 1
    if (this.#count < this.width) return
    this.#values.push(this.#sum / this.#count)
    this.#sum = 0
    this.#count = 0
    if (this.#values.length >= this.#capacity) this.#halve()
  }

  #halve(): void {
    const pairs = this.#values.filter((_, place) => place % 2 === 0)
    this.#values = pairs.map((value, place) => (value + this.#values[2 * place + 1]!) / 2)
    this.width *= 2
  }
}

/** A value at a step, such as the test loss after an epoch. */
export interface Mark {
  readonly step: number
  readonly value: number
}

/** The figures of a run as two charts show them. */
export class History {
  readonly losses = new Series()
  readonly accuracies = new Series()
  readonly testLosses: Mark[] = []
  readonly testAccuracies: Mark[] = []
}
