import { count as countCheck, optional, options } from '@handwritten/checks'
import { checkCall, numbersCheck } from '../checks'
import { ValueError } from '../errors'
import type { Sampler } from './sampler'

/** Options of `weightedSampler`. */
export interface WeightedSamplerOptions {
  /** Rows in an epoch. Default as many as there are weights. */
  count?: number
}

const weightedArguments = {
  weights: numbersCheck,
  options: /* @__PURE__ */ optional(options<WeightedSamplerOptions>({ count: countCheck })),
}

/** Draws rows one by one, with replacement: row i as often as `weights[i]` is part of their sum. */
export function weightedSampler(
  weights: ArrayLike<number>,
  options: WeightedSamplerOptions = {},
): Sampler {
  checkCall('weightedSampler', arguments, weightedArguments)
  const { count = weights.length } = options
  const sums = cumulative(weights)
  const total = sums.at(-1) ?? 0
  if (!(total > 0)) {
    throw new ValueError('weightedSampler: at least one weight must be above 0, found none')
  }
  return {
    size: count,
    order: (generator) => {
      const points = generator.uniform([count], { dtype: 'float64' }).data
      const rows = new Int32Array(points.length)
      for (let i = 0; i < rows.length; i++) rows[i] = firstAbove(sums, points[i] * total)
      return rows
    },
  }
}

function cumulative(weights: ArrayLike<number>): Float64Array {
  let sum = 0
  const sums = new Float64Array(weights.length)
  for (let row = 0; row < sums.length; row++) {
    const weight = weights[row]
    if (!(weight >= 0 && weight < Infinity)) {
      throw new ValueError(
        `weightedSampler: weights must be 0 or more, found ${weight} at row ${row}`,
      )
    }
    sum += weight
    sums[row] = sum
  }
  return sums
}

/** The first position whose value is above `point`: one of weight 0 never is. */
function firstAbove(sums: Float64Array, point: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle] > point) high = middle
    else low = middle + 1
  }
  return low
}
