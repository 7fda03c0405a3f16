import { listOf, number } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { tensorArguments, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { AxisError } from '../core/errors'
import { formatShape, normalizeAxis, type Shape } from '../core/shape'
import { Tensor } from '../core/tensor'
import type { Permuted, Transposed } from '../types/axes'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'

const permuteDimsArguments = { x: tensorCheck, axes: listOf(number) }

/**
 * A view whose axis `i` is axis `axes[i]` of `x`. dL/dx is dL/dy with the axes put back.
 * @throws AxisError unless `axes` names every axis once.
 */
export function permuteDims<X extends Tensor, const A extends Shape>(
  x: X,
  axes: A,
): Tensor<DTypeIn<X>, Permuted<ShapeIn<X>, A>>
export function permuteDims<D extends DType>(x: Tensor<D>, axes: readonly number[]): Tensor<D> {
  checkCall('permuteDims', arguments, permuteDimsArguments)
  const order = axes.map((axis) => normalizeAxis('permuteDims', axis, x.ndim))
  if (order.length !== x.ndim || new Set(order).size !== x.ndim) {
    throw new AxisError(
      `permuteDims: expected each of ${x.ndim} axes once, found ${formatShape(axes)}`,
    )
  }
  const out = new Tensor(
    x.storage,
    order.map((axis) => x.shape[axis]),
    order.map((axis) => x.strides[axis]),
    x.offset,
  )
  const inverse = order.map((_, axis) => order.indexOf(axis))
  return record('permuteDims', out, [x], [(g) => permuteDims(g, inverse)])
}

/** A view with the last two axes swapped. */
export function matrixTranspose<X extends Tensor>(x: X): Tensor<DTypeIn<X>, Transposed<ShapeIn<X>>>
export function matrixTranspose<D extends DType>(x: Tensor<D>): Tensor<D> {
  checkCall('matrixTranspose', arguments, tensorArguments)
  if (x.ndim < 2) {
    throw new AxisError(
      `matrixTranspose: expected at least 2 axes, found shape ${formatShape(x.shape)}`,
    )
  }
  const axes = x.shape.map((_, axis) => axis)
  axes.push(...axes.splice(-2).reverse())
  return permuteDims(x, axes)
}
