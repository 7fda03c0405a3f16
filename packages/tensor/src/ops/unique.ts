import { full } from '../creation'
import type { DType } from '../dtype'
import type { Tensor } from '../tensor'
import { subtract } from './arithmetic'
import { notEqual } from './comparison'
import { concat } from './concat'
import { squeeze } from './expand-dims'
import { nonzero } from './nonzero'
import { reshape } from './reshape'
import { slice } from './slice'
import { sort } from './sort'
import { take } from './take'

/**
 * The different elements in ascending order, and how often each occurs. Every NaN counts as
 * different. The shapes depend on the values, so that it cannot be part of a captured program.
 */
export function unique<D extends DType>(
  x: Tensor<D>,
): { values: Tensor<D>; counts: Tensor<'int32'> } {
  const sorted = sort(reshape(x.detach(), [x.size]))
  const isFirst = concat([
    full([Math.min(1, x.size)], true),
    notEqual(slice(sorted, [[1]]), slice(sorted, [[0, -1]])),
  ])
  const first = squeeze(nonzero(isFirst), { axis: 1 })
  const ends = concat([
    slice(first, [[1]]),
    full([Math.min(1, x.size)], x.size, { dtype: 'int32' }),
  ])
  return { values: take(sorted, first), counts: subtract(ends, first) as Tensor<'int32'> }
}
