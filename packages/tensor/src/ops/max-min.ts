import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { ShapeError } from '../core/errors'
import type { Axes } from '../core/shape'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { Reduced } from '../types/axes'
import type { DTypeIn } from '../types/dtypes'
import type { ReduceOptions } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { divide, multiply } from './arithmetic'
import { astype } from './astype'
import { equal } from './comparison'
import { planReduction, reduce, reduceArguments } from './reduction'
import { reshape } from './reshape'
import { sum } from './sum'

/** The largest element over axes; NaN if there is one. Its gradient is shared among equals. */
export function max<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<DTypeIn<X>, Reduced<ShapeIn<X>, A, K>>
export function max(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkCall('max', arguments, reduceArguments)
  return extreme('max', x, options)
}

/** The smallest element over axes; NaN if there is one. Its gradient is shared among equals. */
export function min<
  X extends Tensor,
  const A extends Axes | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ReduceOptions<A, K>): Tensor<DTypeIn<X>, Reduced<ShapeIn<X>, A, K>>
export function min(x: Tensor, options: ReduceOptions = {}): Tensor {
  checkCall('min', arguments, reduceArguments)
  return extreme('min', x, options)
}

/** With k elements equal to the extreme y, dy/dx_i is 1 / k for those and 0 for the others. */
function extreme(op: 'max' | 'min', x: Tensor, options: ReduceOptions): Tensor {
  const plan = planReduction(op, x, options)
  if (plan.count === 0) {
    throw new ShapeError(
      `${op}: nothing to reduce in shape ${formatShape(x.shape)}, and there is no ${op} of nothing`,
    )
  }
  const out = reduce(op, x, plan, x.dtype)
  const rule = (g: Tensor) => {
    const chosen = astype(equal(x, reshape(out, plan.kept)), x.dtype)
    const equals = sum(chosen, { axis: plan.axes, keepdims: true })
    return multiply(chosen, divide(reshape(g, plan.kept), equals))
  }
  return record(op, out, [x], [rule])
}
