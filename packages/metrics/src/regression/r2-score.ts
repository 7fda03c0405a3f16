import { EmptyMetricError, UndefinedMetricError } from '../errors'
import { checkCall } from '../input/checks'
import { mapNumbers } from '../input/map-numbers'
import type { Numbers } from '../input/numbers'
import { requireMergeable, StateReader } from '../input/state'
import type { Values } from '../input/values'
import type { Metric } from '../metric'
import { ExactSum } from '../sum/exact-sum'
import { twoProduct } from '../sum/two-product'
import { requireTargets } from './targets'

/** The state of an `R2Score` as plain data. */
export interface R2ScoreState {
  readonly metric: 'R2Score'
  readonly count: number
  readonly residuals: readonly number[]
  readonly targets: readonly number[]
  readonly squares: readonly number[]
}

/**
 * Coefficient of determination, `1 - sum((y - p)^2) / sum((y - mean(y))^2)`. Where all targets are
 * equal it is 1 if every prediction is right and else 0, as in scikit-learn.
 */
export class R2Score implements Metric<[targets: Values, predictions: Values], number> {
  #residuals = new ExactSum('R2Score')
  #targets = new ExactSum('R2Score')
  #squares = new ExactSum('R2Score')
  #count = 0

  constructor() {
    checkCall('R2Score', arguments, {})
  }

  get count(): number {
    return this.#count
  }

  /** Takes in one target and one prediction per sample. */
  update(_targets: Values, _predictions: Values): this {
    const [targets, predictions] = requireTargets('R2Score.update', arguments)
    const residuals = mapNumbers(targets, (y, i) => (y - predictions[i]) ** 2)
    const squares = new Float64Array(2 * targets.length)
    for (let i = 0; i < targets.length; i++) squares.set(twoProduct(targets[i], targets[i]), 2 * i)
    return this.#add(residuals, targets, squares, targets.length)
  }

  /**
   * @throws EmptyMetricError before the first sample.
   * @throws UndefinedMetricError on a single sample.
   */
  compute(): number {
    if (this.#count === 0) throw new EmptyMetricError('R2Score.compute')
    if (this.#count === 1) {
      throw new UndefinedMetricError('R2Score.compute: expected 2 samples or more, got 1')
    }
    const residual = this.#residuals.value
    const deviation = this.#deviation()
    if (residual === 0) return 1
    return deviation === 0 ? 0 : 1 - residual / deviation
  }

  reset(): this {
    this.#residuals = new ExactSum('R2Score')
    this.#targets = new ExactSum('R2Score')
    this.#squares = new ExactSum('R2Score')
    this.#count = 0
    return this
  }

  merge(other: R2Score): this {
    requireMergeable('R2Score', this, other)
    return this.#add(
      other.#residuals.partials,
      other.#targets.partials,
      other.#squares.partials,
      other.#count,
    )
  }

  toJSON(): R2ScoreState {
    return {
      metric: 'R2Score',
      count: this.#count,
      residuals: [...this.#residuals.partials],
      targets: [...this.#targets.partials],
      squares: [...this.#squares.partials],
    }
  }

  static from(state: unknown): R2Score {
    const reader = new StateReader('R2Score', state)
    return new R2Score().#add(
      reader.numbers('residuals'),
      reader.numbers('targets'),
      reader.numbers('squares'),
      reader.integer('count', 0),
    )
  }

  #add(residuals: Numbers, targets: Numbers, squares: Numbers, count: number): this {
    const residualSum = this.#residuals.plus(residuals)
    const targetSum = this.#targets.plus(targets)
    this.#squares = this.#squares.plus(squares)
    this.#residuals = residualSum
    this.#targets = targetSum
    this.#count += count
    return this
  }

  /**
   * `sum((y - mean(y))^2) = (n sum(y^2) - sum(y)^2) / n`. The difference cancels nearly all digits
   * when the mean is large; every product and sum is therefore kept exact until the division.
   */
  #deviation(): number {
    const sum = this.#targets.partials
    const scaledSquares = this.#squares.partials.map((square) => twoProduct(this.#count, square))
    const squaredSum = sum.flatMap((a) => sum.map((b) => twoProduct(-a, b)))
    const difference = new ExactSum('R2Score').plus([...scaledSquares, ...squaredSum].flat())
    return difference.value / this.#count
  }
}
