import { EmptyMetricError } from '../errors'
import { requireMergeable, type StateReader } from '../input/state'

/** What the state of every share of hits holds. */
export interface HitRateState {
  readonly metric: string
  readonly count: number
  readonly correct: number
}

/** Base of the metrics that are a share of hits among samples. */
export abstract class HitRate {
  protected readonly metric: string
  #correct = 0
  #count = 0

  protected constructor(metric: string) {
    this.metric = metric
  }

  /** How many samples were seen. */
  get count(): number {
    return this.#count
  }

  /** How many of them were hits. */
  get correct(): number {
    return this.#correct
  }

  /**
   * The share of hits, from 0 to 1.
   *
   * @throws EmptyMetricError before the first sample.
   */
  compute(): number {
    if (this.#count === 0) throw new EmptyMetricError(`${this.metric}.compute`)
    return this.#correct / this.#count
  }

  reset(): this {
    this.#correct = 0
    this.#count = 0
    return this
  }

  merge(other: this): this {
    requireMergeable(this.metric, this, other)
    return this.add(other.#correct, other.#count)
  }

  toJSON(): HitRateState {
    return { metric: this.metric, count: this.#count, correct: this.#correct }
  }

  protected add(correct: number, count: number): this {
    this.#correct += correct
    this.#count += count
    return this
  }

  protected restore(reader: StateReader): this {
    const correct = reader.integer('correct', 0)
    return this.add(correct, reader.integer('count', correct))
  }
}
