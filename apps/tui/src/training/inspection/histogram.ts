import type { Histogram } from './events'

/** How the finite `values` are spread over `bins` equal parts of their range. */
export function histogramOf(values: ArrayLike<number>, bins: number): Histogram {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  const counts = new Array<number>(bins).fill(0)
  if (min > max) return { min: 0, max: 0, counts }
  const scale = max > min ? bins / (max - min) : 0
  for (let index = 0; index < values.length; index++) {
    const bin = Math.min(bins - 1, Math.floor((values[index]! - min) * scale))
    if (bin >= 0) counts[bin]! += 1
  }
  return { min, max, counts }
}
