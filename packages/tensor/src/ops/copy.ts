import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorArguments } from '../core/checks'
import type { DType } from '../core/dtype'
import { empty, emptyLike } from '../core/empty'
import type { Tensor } from '../core/tensor'
import { copyKernel } from '../kernels/copy-fill'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'

/** A copy on memory of its own, dense, with the axes in the same order in memory. */
export function copy<X extends Tensor>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function copy<D extends DType>(x: Tensor<D>): Tensor<D> {
  checkCall('copy', arguments, tensorArguments)
  const out = emptyLike(x)
  run(copyKernel, x, out)
  return record('copy', out, [x], [(g) => g])
}

/** A copy with row-major strides; nothing is recorded. */
export function contiguousCopy<D extends DType>(x: Tensor<D>): Tensor<D> {
  const out = empty(x.shape, x.dtype)
  run(copyKernel, x, out)
  return out
}
