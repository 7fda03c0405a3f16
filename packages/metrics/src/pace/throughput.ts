import { anything, optional, options } from '@handwritten/checks'
import { EmptyMetricError, SumOverflowError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import { amountOption, positiveOption } from '../input/options'
import { requireMergeable, StateReader } from '../input/state'
import type { Metric } from '../metric'

/** Options of `Throughput`. */
export interface ThroughputOptions {
  /** Seconds after which an observation weighs half. Default 5. */
  readonly halfLife?: number
}

const throughputArguments = {
  options: /* @__PURE__ */ optional(options<ThroughputOptions>({ halfLife: anything<number>() })),
}

/** The state of a `Throughput` as plain data. */
export interface ThroughputState {
  readonly metric: 'Throughput'
  readonly halfLife: number
  readonly count: number
  readonly seconds: number
  readonly sum: number
  readonly weight: number
}

/**
 * Work done per second of late: each moment of the past weighs `2^(-age / halfLife)`, so that it
 * does not matter in how many pieces an even stretch of work is reported. The weights are made to
 * sum to 1, so that the first report counts as what it is and no more.
 *
 * It does not jump: however short the time of a report (none at all is allowed), the report adds at
 * most `ln(2) / halfLife` of its work to the weighted sum; and a standstill of t seconds, after T
 * seconds seen, lets the rate fall to no less than `(2^(T/h) - 1) / (2^((T+t)/h) - 1)` of what it
 * was, h being the half-life: T / (T+t) at first, `2^(-t/h)` later on.
 */
export class Throughput implements Metric<[work: number, seconds: number], number> {
  /** Seconds after which an observation weighs half. */
  readonly halfLife: number
  #sum = 0
  #weight = 0
  #seconds = 0
  #count = 0

  /** @throws OptionError when `halfLife` is not above 0. */
  constructor(options: ThroughputOptions = {}) {
    checkCall('Throughput', arguments, throughputArguments)
    const { halfLife = 5 } = options
    this.halfLife = positiveOption('Throughput', 'halfLife', halfLife)
  }

  /** All work seen, in the units it was given in. */
  get count(): number {
    return this.#count
  }

  /** All time seen, in seconds. */
  get seconds(): number {
    return this.#seconds
  }

  /**
   * Takes in work (samples, say) and the seconds it took.
   *
   * @throws OptionError when either is not a number of 0 or more.
   */
  update(work: number, seconds: number): this {
    checkCount('Throughput.update', arguments, 2)
    amountOption('Throughput.update', 'work', work)
    amountOption('Throughput.update', 'seconds', seconds)
    const decay = Math.LN2 / this.halfLife
    const weight = -Math.expm1(-decay * seconds)
    const sum = work * (seconds === 0 ? decay : weight / seconds)
    return this.#add(sum, weight, seconds, work)
  }

  /**
   * Work per second.
   *
   * @throws EmptyMetricError before any time has passed.
   */
  compute(): number {
    if (this.#weight === 0) throw new EmptyMetricError('Throughput.compute')
    return this.#sum / this.#weight
  }

  reset(): this {
    this.#sum = 0
    this.#weight = 0
    this.#seconds = 0
    this.#count = 0
    return this
  }

  /** Takes in what `later` has seen, as if it had come after everything seen here. */
  merge(later: Throughput): this {
    requireMergeable('Throughput', this, later, ['halfLife'])
    return this.#add(later.#sum, later.#weight, later.#seconds, later.#count)
  }

  toJSON(): ThroughputState {
    return {
      metric: 'Throughput',
      halfLife: this.halfLife,
      count: this.#count,
      seconds: this.#seconds,
      sum: this.#sum,
      weight: this.#weight,
    }
  }

  static from(state: unknown): Throughput {
    const reader = new StateReader('Throughput', state)
    const throughput = new Throughput({ halfLife: reader.number('halfLife') })
    return throughput.#add(
      reader.number('sum', 0),
      reader.number('weight', 0),
      reader.number('seconds', 0),
      reader.number('count', 0),
    )
  }

  /** Ages what was seen by `seconds`, then takes in a weighted sum and its weight. */
  #add(sum: number, weight: number, seconds: number, work: number): this {
    const kept = 2 ** (-seconds / this.halfLife)
    const newSum = kept * this.#sum + sum
    const newCount = this.#count + work
    const newSeconds = this.#seconds + seconds
    if (![newSum, newCount, newSeconds].every(Number.isFinite)) {
      throw new SumOverflowError('Throughput')
    }
    this.#sum = newSum
    this.#weight = kept * this.#weight + weight
    this.#seconds = newSeconds
    this.#count = newCount
    return this
  }
}
