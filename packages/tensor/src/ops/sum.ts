import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import type { Axes } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { Reduced } from '../types/axes'
import type { WideIn } from '../types/dtypes'
import type { ReduceOptions } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { broadcastTo } from './broadcast-to'
import { asWide } from './operand'
import { planReduction, reduce, reduceArguments } from './reduction'
import { reshape } from './reshape'

/**
 * The sum over axes; 0 where there is nothing to sum. Integers and bool are summed in int32.
 * Every element counts once: dL/dx is dL/dy, stretched back over the reduced axes.
 */
export function sum<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<WideIn<X>, Reduced<ShapeIn<X>, A, K>>
export function sum(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkCall('sum', arguments, reduceArguments)
  const input = asWide(x)
  const plan = planReduction('sum', input, options)
  const out = reduce('sum', input, plan, input.dtype)
  return record('sum', out, [input], [(g) => broadcastTo(reshape(g, plan.kept), input.shape)])
}
