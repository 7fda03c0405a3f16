import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import type { Axes } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { Reduced } from '../types/axes'
import type { FloatIn } from '../types/dtypes'
import type { ReduceOptions } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { multiply, subtract } from './arithmetic'
import { exp } from './exponential'
import { asFloat } from './operand'
import { planReduction, reduce, reduceArguments } from './reduction'
import { reshape } from './reshape'

/**
 * y = log(sum_i exp(x_i)) over axes, from the maximum, so that nothing overflows; -Infinity for none.
 * dy/dx_i = exp(x_i) / sum_j exp(x_j) = exp(x_i - y).
 */
export function logSumExp<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<FloatIn<X>, Reduced<ShapeIn<X>, A, K>>
export function logSumExp(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkCall('logSumExp', arguments, reduceArguments)
  const input = asFloat(x)
  const plan = planReduction('logSumExp', input, options)
  const out = reduce('logSumExp', input, plan, input.dtype)
  const rule = (g: Tensor) =>
    multiply(reshape(g, plan.kept), exp(subtract(input, reshape(out, plan.kept))))
  return record('logSumExp', out, [input], [rule])
}
