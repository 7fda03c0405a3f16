import { record } from '../autograd/tape/graph'
import { currentBackend } from '../backend/current'
import type { DType } from '../core/dtype'
import { emptyLike } from '../core/empty'
import type { Tensor } from '../core/tensor'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'

/** A copy on memory of its own, dense, with the axes in the same order in memory. */
export function copy<X extends Tensor>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function copy<D extends DType>(x: Tensor<D>): Tensor<D> {
  const out = emptyLike(x)
  currentBackend().copy(x, out)
  return record('copy', out, [x], [(g) => g])
}
