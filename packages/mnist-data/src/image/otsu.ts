/** Steps between the smallest and the largest value. */
const BINS = 256

/** Two groups of values and the means of both. */
export interface Otsu {
  readonly threshold: number
  readonly below: number
  readonly above: number
}

/**
 * The threshold that cuts values into two groups whose means lie furthest apart, weighted by their
 * sizes (Otsu, 1979).
 */
export function otsu(values: Float64Array): Otsu {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const step = (high - low) / BINS || 1
  const counts = new Float64Array(BINS)
  const sums = new Float64Array(BINS)
  for (const value of values) {
    const bin = Math.min(Math.floor((value - low) / step), BINS - 1)
    counts[bin]++
    sums[bin] += value
  }
  return best(counts, sums, low, step)
}

function best(counts: Float64Array, sums: Float64Array, low: number, step: number): Otsu {
  const count = counts.reduce((sum, n) => sum + n, 0)
  const sum = sums.reduce((total, value) => total + value, 0)
  let found = { threshold: low, below: sum / count, above: sum / count }
  let furthest = 0
  let countBelow = 0
  let sumBelow = 0
  for (let bin = 0; bin < counts.length; bin++) {
    countBelow += counts[bin]
    sumBelow += sums[bin]
    if (countBelow === 0 || countBelow === count) continue
    const below = sumBelow / countBelow
    const above = (sum - sumBelow) / (count - countBelow)
    const distance = countBelow * (count - countBelow) * (above - below) ** 2
    if (distance <= furthest) continue
    furthest = distance
    found = { threshold: low + (bin + 1) * step, below, above }
  }
  return found
}
