import { EmptyMetricError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import { mapNumbers } from '../input/map-numbers'
import { type Numbers, requireFinite } from '../input/numbers'
import { amountOption } from '../input/options'
import { requireMergeable, StateReader } from '../input/state'
import { numbersOf, type Values } from '../input/values'
import type { Metric } from '../metric'
import { ExactSum } from '../sum/exact-sum'

/** The state of a `Mean` as plain data. */
export interface MeanState {
  readonly metric: 'Mean'
  readonly count: number
  readonly sum: readonly number[]
  readonly weight: readonly number[]
}

/** Weighted mean, `sum(weight * value) / sum(weight)`, over sums that do not round. */
export class Mean implements Metric<[values: number | Values, weight?: number], number> {
  #sum = new ExactSum('Mean')
  #weight = new ExactSum('Mean')
  #count = 0

  constructor() {
    checkCall('Mean', arguments, {})
  }

  get count(): number {
    return this.#count
  }

  /**
   * Takes in one value or many; `weight` (1 if left out) counts for each of them. The mean loss of
   * a batch goes in with the size of the batch as its weight.
   */
  update(values: number | Values, weight = 1): this {
    checkCount('Mean.update', arguments, 2)
    const list = typeof values === 'number' ? [values] : numbersOf('Mean.update', 'values', values)
    requireFinite('Mean.update', 'values', list)
    amountOption('Mean.update', 'weight', weight)
    return this.#add(
      mapNumbers(list, (value) => value * weight),
      new Float64Array(list.length).fill(weight),
      list.length,
    )
  }

  /** @throws EmptyMetricError when the weights sum to 0. */
  compute(): number {
    const weight = this.#weight.value
    if (weight === 0) throw new EmptyMetricError('Mean.compute')
    return this.#sum.value / weight
  }

  reset(): this {
    this.#sum = new ExactSum('Mean')
    this.#weight = new ExactSum('Mean')
    this.#count = 0
    return this
  }

  merge(other: Mean): this {
    requireMergeable('Mean', this, other)
    return this.#add(other.#sum.partials, other.#weight.partials, other.#count)
  }

  toJSON(): MeanState {
    return {
      metric: 'Mean',
      count: this.#count,
      sum: [...this.#sum.partials],
      weight: [...this.#weight.partials],
    }
  }

  static from(state: unknown): Mean {
    const reader = new StateReader('Mean', state)
    return new Mean().#add(
      reader.numbers('sum'),
      reader.numbers('weight'),
      reader.integer('count', 0),
    )
  }

  #add(terms: Numbers, weights: Numbers, count: number): this {
    const sum = this.#sum.plus(terms)
    this.#weight = this.#weight.plus(weights)
    this.#sum = sum
    this.#count += count
    return this
  }
}
