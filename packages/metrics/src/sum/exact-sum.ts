import { SumOverflowError } from '../errors'

/**
 * A sum of float64 numbers without rounding, rounded once when read. It therefore does not depend
 * on the order of the terms or on how they were split, to the last bit. It never changes; `plus`
 * makes a new one.
 *
 * It is held as non-overlapping partial sums of growing magnitude, each addition compensated by
 * its own rounding error: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast
 * Robust Geometric Predicates" (1997), theorem 10.
 */
export class ExactSum {
  /** A few numbers whose exact sum this is. */
  readonly partials: readonly number[]
  readonly #metric: string

  /** An empty sum; `metric` is the name that an overflow is reported under. */
  constructor(metric: string, partials: readonly number[] = []) {
    this.#metric = metric
    this.partials = partials
  }

  /** @throws SumOverflowError when the sum, or a term, is beyond the largest float64. */
  plus(terms: ArrayLike<number>): ExactSum {
    const partials = [...this.partials]
    for (let i = 0; i < terms.length; i++) {
      const largest = grow(partials, terms[i])
      if (!Number.isFinite(largest)) throw new SumOverflowError(this.#metric)
    }
    return new ExactSum(this.#metric, partials)
  }

  /** The sum, correctly rounded to float64. */
  get value(): number {
    const { partials } = this
    let index = partials.length - 1
    if (index < 0) return 0
    let high = partials[index]
    let low = 0
    while (index > 0 && low === 0) {
      const term = partials[--index]
      const sum = high + term
      low = term - (sum - high)
      high = sum
    }
    // A rest of exactly half a unit was rounded to even; smaller partials beyond it break the tie.
    if (index > 0 && Math.sign(low) === Math.sign(partials[index - 1])) {
      const up = high + low * 2
      if (up - high === low * 2) return up
    }
    return high
  }
}

/** Adds a term to the partial sums, each rounding error kept as a partial; gives the largest. */
function grow(partials: number[], term: number): number {
  let kept = 0
  let sum = term
  for (const partial of partials) {
    const sumIsLarger = Math.abs(sum) >= Math.abs(partial)
    const large = sumIsLarger ? sum : partial
    const small = sumIsLarger ? partial : sum
    sum = large + small
    const error = small - (sum - large)
    if (error !== 0) partials[kept++] = error
  }
  if (sum !== 0) partials[kept++] = sum
  partials.length = kept
  return sum
}
