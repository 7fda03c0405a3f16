import { ValueError } from '../errors'
import type { Tensor } from '../tensor'
import { divide, subtract } from './arithmetic'
import { mean } from './mean'
import { asFloat } from './operand'
import { sqrt, square } from './power'
import { planReduction, type ReduceOptions } from './reduction'
import { sum } from './sum'

export interface VarianceOptions extends ReduceOptions {
  /** What is taken from the number of elements before dividing by it. Default 0; 1 for a sample. */
  correction?: number
}

/** The mean squared distance from the mean over axes: sum (x - mean)^2 / (n - correction). */
export function variance(x: Tensor, options: VarianceOptions = {}): Tensor {
  const { correction = 0, axis, keepdims } = options
  if (!Number.isFinite(correction)) {
    throw new ValueError(`var: expected a finite correction, found ${correction}`)
  }
  const input = asFloat(x)
  const { axes, count } = planReduction('var', input, options)
  const deviation = subtract(input, mean(input, { axis: axes, keepdims: true }))
  const total = sum(square(deviation), {
    ...(axis !== undefined && { axis }),
    keepdims: keepdims ?? false,
  })
  return divide(total, Math.max(0, count - correction))
}

/** The square root of the variance. */
export function std(x: Tensor, options: VarianceOptions = {}): Tensor {
  return sqrt(variance(x, options))
}
