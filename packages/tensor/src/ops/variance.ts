import { boolean, finite, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { axesCheck, tensorCheck } from '../core/checks'
import { ValueError } from '../core/errors'
import type { Axes } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { Reduced } from '../types/axes'
import type { FloatIn } from '../types/dtypes'
import type { ReduceOptions } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { divide, multiply, subtract } from './arithmetic'
import { equal } from './comparison'
import { unary } from './elementwise'
import { mean } from './mean'
import { asFloat } from './operand'
import { square } from './power'
import { planReduction } from './reduction'
import { sum } from './sum'
import { where } from './where'

export interface VarianceOptions<
  A extends Axes | undefined = Axes | undefined,
  K extends boolean | undefined = boolean | undefined,
> extends ReduceOptions<A, K> {
  /** What is taken from the number of elements before dividing by it. Default 0; 1 for a sample. */
  correction?: number
}

const varianceArguments = {
  x: tensorCheck,
  options: optional(
    options<VarianceOptions>({ axis: axesCheck, keepdims: boolean, correction: finite }),
  ),
}

/** The mean squared distance from the mean over axes: sum (x - mean)^2 / (n - correction). */
export function variance<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: VarianceOptions<A, K>): Tensor<FloatIn<X>, Reduced<ShapeIn<X>, A, K>>
export function variance(x: Tensor, options: VarianceOptions = {}): Tensor {
  checkCall('var', arguments, varianceArguments)
  return spread('var', x, options)
}

function spread(operation: string, x: Tensor, options: VarianceOptions): Tensor {
  const { correction = 0, axis, keepdims } = options
  if (!Number.isFinite(correction)) {
    throw new ValueError(`${operation}: expected a finite correction, found ${correction}`)
  }
  const input = asFloat(x)
  const { axes, count } = planReduction(operation, input, options)
  const deviation = subtract(input, mean(input, { axis: axes, keepdims: true }))
  const total = sum(square(deviation), {
    ...(axis !== undefined && { axis }),
    keepdims: keepdims ?? false,
  })
  return divide(total, Math.max(0, count - correction))
}

/**
 * The square root of the variance. With y = std: dy/dvar = 1 / (2 y), taken as 0 where y = 0, so that the
 * gradient of a slice of equal elements is 0.
 */
export function std<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: VarianceOptions<A, K>): Tensor<FloatIn<X>, Reduced<ShapeIn<X>, A, K>>
export function std(x: Tensor, options: VarianceOptions = {}): Tensor {
  checkCall('std', arguments, varianceArguments)
  const spreads = spread('std', x, options)
  const out = unary('sqrt', spreads)
  const rule = (g: Tensor) => {
    const flat = equal(out, 0)
    return where(flat, 0, divide(g, multiply(2, where(flat, 1, out))))
  }
  return record('std', out, [spreads], [rule])
}
