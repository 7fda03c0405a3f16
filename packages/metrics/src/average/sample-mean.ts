import { EmptyMetricError } from '../errors'
import type { Numbers } from '../input/numbers'
import { requireMergeable, type StateReader } from '../input/state'
import { ExactSum } from '../sum/exact-sum'

/** What the state of every mean over samples holds. */
export interface SampleMeanState {
  readonly metric: string
  readonly count: number
  readonly sum: readonly number[]
}

/** Base of the metrics that are the mean of one term per sample. */
export abstract class SampleMean {
  protected readonly metric: string
  #sum: ExactSum
  #count = 0

  protected constructor(metric: string) {
    this.metric = metric
    this.#sum = new ExactSum(metric)
  }

  /** How many samples were seen. */
  get count(): number {
    return this.#count
  }

  /** @throws EmptyMetricError before the first sample. */
  compute(): number {
    if (this.#count === 0) throw new EmptyMetricError(`${this.metric}.compute`)
    return this.#sum.value / this.#count
  }

  reset(): this {
    this.#sum = new ExactSum(this.metric)
    this.#count = 0
    return this
  }

  merge(other: this): this {
    requireMergeable(this.metric, this, other)
    return this.add(other.#sum.partials, other.#count)
  }

  toJSON(): SampleMeanState {
    return { metric: this.metric, count: this.#count, sum: [...this.#sum.partials] }
  }

  /** Takes in numbers whose sum is that of the terms of `count` samples. */
  protected add(terms: Numbers, count: number): this {
    this.#sum = this.#sum.plus(terms)
    this.#count += count
    return this
  }

  protected restore(reader: StateReader): this {
    return this.add(reader.numbers('sum'), reader.integer('count', 0))
  }
}
