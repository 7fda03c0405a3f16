import type { DType } from './dtype'
import { denseStrides } from './layout'
import { type Shape, sizeOf } from './shape'
import { Storage } from './storage'
import { Tensor } from './tensor'

/** A row-major tensor for a kernel to write. */
export function empty<D extends DType>(shape: Shape, dtype: D): Tensor<D> {
  return new Tensor(Storage.allocate(dtype, sizeOf(shape)), shape)
}

/**
 * A tensor for a kernel to write, with the shape and the order of axes in memory of another, and its
 * dtype unless one is given.
 */
export function emptyLike<L extends DType, D extends DType = L>(
  like: Tensor<L>,
  dtype: D = like.dtype as unknown as D,
): Tensor<D> {
  return new Tensor(Storage.allocate(dtype, like.size), like.shape, denseStrides(like))
}
