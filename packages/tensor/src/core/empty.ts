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

/**
 * A tensor of pictures [n, c, h, w] for a kernel to write, whose batch axis is adjacent in memory: the compiled
 * kernels of convolution and pooling work on several pictures at once.
 */
export function emptyPictures<D extends DType>(shape: Shape, dtype: D): Tensor<D> {
  const [n, , h, w] = shape
  return new Tensor(Storage.allocate(dtype, sizeOf(shape)), shape, [1, h * w * n, w * n, n])
}
