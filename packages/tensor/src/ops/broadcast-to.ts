import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { shapeCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError } from '../core/errors'
import { checkShape, formatShape, type Shape } from '../core/shape'
import { Tensor } from '../core/tensor'
import type { DTypeIn } from '../types/dtypes'
import type { Dims } from '../types/shapes'
import { sumTo } from './sum-to'

/** A view of a larger shape: stretched axes get stride 0. The shapes must be known to fit. */
export function broadcastView<D extends DType>(x: Tensor<D>, shape: Shape): Tensor<D> {
  const added = shape.length - x.ndim
  const strides = shape.map((length, axis) => {
    const own = axis - added
    return own < 0 || (x.shape[own] === 1 && length !== 1) ? 0 : x.strides[own]
  })
  return new Tensor(x.storage, shape, strides, x.offset)
}

/** The same for a shape that may not fit: throws a `ShapeError` in the name of `operation`. */
export function stretchedView<D extends DType>(
  operation: string,
  x: Tensor<D>,
  shape: Shape,
): Tensor<D> {
  const added = shape.length - x.ndim
  const fits = x.shape.every((length, axis) => length === 1 || length === shape[axis + added])
  if (added < 0 || !fits) {
    throw new ShapeError(
      `${operation}: ${formatShape(x.shape)} cannot be broadcast to ${formatShape(shape)}`,
    )
  }
  return broadcastView(x, shape)
}

const broadcastToArguments = { x: tensorCheck, shape: shapeCheck }

/**
 * A view of `x` stretched to `shape`: new axes in front, sizes of 1 repeated.
 * Each element of x is used once per copy, so dL/dx is dL/dy summed over the stretched axes.
 * @throws ShapeError when a size is neither 1 nor that of `shape`.
 */
export function broadcastTo<X extends Tensor, const S extends Shape>(
  x: X,
  shape: S,
): Tensor<DTypeIn<X>, Dims<S>>
export function broadcastTo<D extends DType>(x: Tensor<D>, shape: Shape): Tensor<D> {
  checkCall('broadcastTo', arguments, broadcastToArguments)
  checkShape('broadcastTo', shape)
  const out = stretchedView('broadcastTo', x, [...shape])
  return record('broadcastTo', out, [x], [(g) => sumTo(g, x.shape)])
}
