import { anything, optional, options } from '@handwritten/checks'
import { EmptyMetricError, OptionError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import { describe, requireFinite } from '../input/numbers'
import { requireMergeable, StateReader } from '../input/state'
import { numbersOf, type Values } from '../input/values'
import type { Metric } from '../metric'

/** Options of `Ema`. */
export interface EmaOptions {
  /** What is kept of the past at each value, from 0 (none) to below 1. Default 0.98. */
  readonly decay?: number
}

const emaArguments = {
  options: /* @__PURE__ */ optional(options<EmaOptions>({ decay: anything<number>() })),
}

/** The state of an `Ema` as plain data. */
export interface EmaState {
  readonly metric: 'Ema'
  readonly decay: number
  readonly count: number
  readonly sum: number
  readonly weight: number
}

/**
 * Exponential moving average without bias to the first value: after t values it is
 * `sum_i decay^(t-i) x_i / sum_i decay^(t-i)`, as in Adam's bias correction (Kingma and Ba, 2015,
 * section 3). The first value weighs no more than its turn, and a constant series gives itself.
 */
export class Ema implements Metric<[values: number | Values], number> {
  /** What is kept of the past at each value. */
  readonly decay: number
  #sum = 0
  #weight = 0
  #count = 0

  /** @throws OptionError when `decay` is not from 0 to below 1. */
  constructor(options: EmaOptions = {}) {
    checkCall('Ema', arguments, emaArguments)
    const { decay = 0.98 } = options
    if (!(typeof decay === 'number' && decay >= 0 && decay < 1)) {
      throw new OptionError(`Ema: decay must be from 0 to below 1, got ${describe(decay)}`)
    }
    this.decay = decay
  }

  get count(): number {
    return this.#count
  }

  /** Takes in one value, or many in their order. */
  update(values: number | Values): this {
    checkCount('Ema.update', arguments, 1)
    const list = typeof values === 'number' ? [values] : numbersOf('Ema.update', 'values', values)
    requireFinite('Ema.update', 'values', list)
    for (let i = 0; i < list.length; i++) {
      this.#sum = this.decay * this.#sum + (1 - this.decay) * list[i]
      this.#weight = this.decay * this.#weight + (1 - this.decay)
    }
    this.#count += list.length
    return this
  }

  /** @throws EmptyMetricError before the first value. */
  compute(): number {
    if (this.#count === 0) throw new EmptyMetricError('Ema.compute')
    return this.#sum / this.#weight
  }

  reset(): this {
    this.#sum = 0
    this.#weight = 0
    this.#count = 0
    return this
  }

  /** Takes in what `later` has seen, as if it had come after everything seen here. */
  merge(later: Ema): this {
    requireMergeable('Ema', this, later, ['decay'])
    const kept = this.decay ** later.#count
    this.#sum = kept * this.#sum + later.#sum
    this.#weight = kept * this.#weight + later.#weight
    this.#count += later.#count
    return this
  }

  toJSON(): EmaState {
    return {
      metric: 'Ema',
      decay: this.decay,
      count: this.#count,
      sum: this.#sum,
      weight: this.#weight,
    }
  }

  static from(state: unknown): Ema {
    const reader = new StateReader('Ema', state)
    const ema = new Ema({ decay: reader.number('decay') })
    ema.#sum = reader.number('sum')
    ema.#weight = reader.number('weight', 0)
    ema.#count = reader.integer('count', 0)
    return ema
  }
}
