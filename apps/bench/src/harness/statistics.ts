/** What a row of repeated measurements says. */
export interface Summary {
  readonly runs: number
  readonly median: number
  readonly min: number
  readonly max: number
  /** Median absolute deviation from the median, in the unit of the values. */
  readonly deviation: number
  /** Interval that holds the true median, see `medianInterval`. */
  readonly low: number
  readonly high: number
}

/** Summary of at least one value. */
export function summarize(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = median(sorted)
  const [low, high] = medianInterval(sorted)
  return {
    runs: values.length,
    median: middle,
    min: sorted[0]!,
    max: sorted.at(-1)!,
    deviation: median(sorted.map((value) => Math.abs(value - middle))),
    low,
    high,
  }
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/**
 * The narrowest pair of order statistics, equally far from both ends, that holds the true median
 * with a probability of at least 0.9, whatever the distribution: when `d` values are dropped at each
 * end, P = 1 - 2 sum_{i=0..d} C(n, i) / 2^n (David and Nagaraja, Order Statistics, 7.1). With fewer
 * than five values even the extremes do not reach 0.9; they are returned all the same.
 */
export function medianInterval(sorted: readonly number[]): [low: number, high: number] {
  const count = sorted.length
  let dropped = 0
  let choices = 1
  let tail = 2 ** -count
  for (;;) {
    choices *= (count - dropped) / (dropped + 1)
    tail += choices * 2 ** -count
    if (1 - 2 * tail < 0.9) return [sorted[dropped]!, sorted[count - 1 - dropped]!]
    dropped++
  }
}
