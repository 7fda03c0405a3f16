import { checkCall } from '../core/check-call'
import type { Axes } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { Reduced } from '../types/axes'
import type { ReduceOptions } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { astype } from './astype'
import { planReduction, reduce, reduceArguments } from './reduction'

/** Whether any element over axes is true, or not 0; false for none. */
export function any<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<'bool', Reduced<ShapeIn<X>, A, K>>
export function any(x: Tensor, options: ReduceOptions = {}): Tensor<'bool'> {
  checkCall('any', arguments, reduceArguments)
  return reduce('any', astype(x, 'bool'), planReduction('any', x, options), 'bool')
}

/** Whether every element over axes is true, or not 0; true for none. */
export function all<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<'bool', Reduced<ShapeIn<X>, A, K>>
export function all(x: Tensor, options: ReduceOptions = {}): Tensor<'bool'> {
  checkCall('all', arguments, reduceArguments)
  return reduce('all', astype(x, 'bool'), planReduction('all', x, options), 'bool')
}
