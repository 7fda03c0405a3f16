import { checkCall } from '../core/check-call'
import type { Axes } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { Reduced } from '../types/axes'
import type { FloatIn } from '../types/dtypes'
import type { ReduceOptions } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { divide } from './arithmetic'
import { asFloat } from './operand'
import { planReduction, reduceArguments } from './reduction'
import { sum } from './sum'

/** The sum over axes divided by how many there are; NaN for none. Integers give float64. */
export function mean<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<FloatIn<X>, Reduced<ShapeIn<X>, A, K>>
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkCall('mean', arguments, reduceArguments)
  const input = asFloat(x)
  const { count } = planReduction('mean', input, options)
  return divide(sum(input, options), count)
}
