import { checkCall } from '../core/check-call'
import { tensorArguments } from '../core/checks'
import type { Tensor } from '../core/tensor'
import { full } from '../creation/creation'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { subtract } from './arithmetic'
import { notEqual } from './comparison'
import { concat } from './concat'
import { cumulativeSum } from './cumulative'
import { squeeze } from './expand-dims'
import { nonzero } from './nonzero'
import { reshape } from './reshape'
import { slice } from './slice'
import { argsort } from './sort'
import { putAddAlongAxis, take } from './take'

/** What `unique` finds in `X`. */
export interface Unique<X extends Tensor = Tensor> {
  /** The different elements in ascending order, [n]. */
  values: Tensor<DTypeIn<X>, [number]>
  /** Where each occurs first among the row-major elements, [n]. */
  indices: Tensor<'int32', [number]>
  /** For each element of `x` its position in `values`, in the shape of `x`. */
  inverse: Tensor<'int32', ShapeIn<X>>
  /** How often each occurs, [n]. */
  counts: Tensor<'int32', [number]>
}

/**
 * The different elements in ascending order, where they are and how often each occurs. Every NaN
 * counts as different. The gradient of a value goes to its first occurrence. Shapes depend on the values, so that it cannot be part of a captured program.
 */
export function unique<X extends Tensor>(x: X): Unique<X>
export function unique(x: Tensor): Unique {
  checkCall('unique', arguments, tensorArguments)
  const flat = reshape(x.detach(), [x.size])
  const order = argsort(flat)
  const sorted = take(flat, order)
  const one = Math.min(1, x.size)
  const isFirst = concat([
    full([one], true),
    notEqual(slice(sorted, [[1]]), slice(sorted, [[0, -1]])),
  ])
  const first = squeeze(nonzero(isFirst), { axis: 1 })
  const ends = concat([slice(first, [[1]]), full([one], x.size, { dtype: 'int32' })])
  const ranks = subtract(cumulativeSum(isFirst), full([], 1, { dtype: 'int32' }))
  const indices = take(order, first)
  return {
    values: take(reshape(x, [x.size]), indices),
    indices,
    inverse: reshape(putAddAlongAxis(ranks, order, 0, [x.size]), x.shape) as Tensor<'int32'>,
    counts: subtract(ends, first) as Tensor<'int32', [number]>,
  }
}
