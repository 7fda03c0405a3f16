import { anything, options } from '@handwritten/checks'
import { EmptyMetricError } from '../errors'
import { checkCall, checkCount } from '../input/checks'
import { amountOption, positiveOption } from '../input/options'
import { requireMergeable, StateReader } from '../input/state'
import type { Metric } from '../metric'
import { Throughput, type ThroughputState } from './throughput'

/** Options of `TimeLeft`. */
export interface TimeLeftOptions {
  /** All the work there is, in the units of `update`. */
  readonly total: number
  /** Seconds after which an observation weighs half. Default 30. */
  readonly halfLife?: number
}

const timeLeftArguments = {
  options: /* @__PURE__ */ options<TimeLeftOptions>({
    total: anything<number>(),
    halfLife: anything<number>(),
  }),
}

/** The state of a `TimeLeft` as plain data. */
export interface TimeLeftState {
  readonly metric: 'TimeLeft'
  readonly total: number
  readonly pace: ThroughputState
}

/**
 * Seconds left until all work is done, at the pace of late (see `Throughput`). It can be shown as it
 * is: in t seconds, after T seconds seen, it grows by a factor of `(2^((T+t)/h) - 1) / (2^(T/h) - 1)`
 * at most, h being the half-life, which nears `2^(t/h)`; one slow or fast step hardly moves it.
 */
export class TimeLeft implements Metric<[work: number, seconds: number], number> {
  /** All the work there is. */
  readonly total: number
  #pace: Throughput

  /** @throws OptionError when `total` or `halfLife` is not above 0. */
  constructor(options: TimeLeftOptions) {
    checkCall('TimeLeft', arguments, timeLeftArguments)
    const { total, halfLife = 30 } = options
    this.total = positiveOption('TimeLeft', 'total', total)
    this.#pace = new Throughput({ halfLife: positiveOption('TimeLeft', 'halfLife', halfLife) })
  }

  /** Seconds after which an observation weighs half. */
  get halfLife(): number {
    return this.#pace.halfLife
  }

  /** The work done so far. */
  get count(): number {
    return this.#pace.count
  }

  /**
   * Takes in work and the seconds it took.
   *
   * @throws OptionError when either is not a number of 0 or more.
   */
  update(work: number, seconds: number): this {
    checkCount('TimeLeft.update', arguments, 2)
    amountOption('TimeLeft.update', 'work', work)
    amountOption('TimeLeft.update', 'seconds', seconds)
    this.#pace.update(work, seconds)
    return this
  }

  /**
   * Seconds left: 0 once all work is done, `Infinity` while time passes and none was done.
   *
   * @throws EmptyMetricError before any time has passed.
   */
  compute(): number {
    const left = Math.max(0, this.total - this.count)
    if (left === 0) return 0
    if (this.#pace.seconds === 0) throw new EmptyMetricError('TimeLeft.compute')
    return left / this.#pace.compute()
  }

  reset(): this {
    this.#pace.reset()
    return this
  }

  /** Takes in what `later` has seen, as if it had come after everything seen here. */
  merge(later: TimeLeft): this {
    requireMergeable('TimeLeft', this, later, ['total', 'halfLife'])
    this.#pace.merge(later.#pace)
    return this
  }

  toJSON(): TimeLeftState {
    return { metric: 'TimeLeft', total: this.total, pace: this.#pace.toJSON() }
  }

  static from(state: unknown): TimeLeft {
    const reader = new StateReader('TimeLeft', state)
    const timeLeft = new TimeLeft({ total: reader.number('total') })
    timeLeft.#pace = Throughput.from(reader.value('pace'))
    return timeLeft
  }
}
