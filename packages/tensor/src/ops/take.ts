import { optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { axisCheck, tensorCheck } from '../core/checks'
import { type DType, isFloat } from '../core/dtype'
import { empty } from '../core/empty'
import { DTypeError, ShapeError } from '../core/errors'
import { formatShape, normalizeAxis, type Shape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { zeros } from '../creation/creation'
import {
  scatterAddAlongAxisKernel,
  scatterAddKernel,
  takeAlongAxisKernel,
  takeKernel,
} from '../kernels/gather'
import type { WithSize } from '../types/axes'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { asWide } from './operand'

export interface TakeOptions<A extends number = number> {
  /** The axis that the indices count along. Default 0 for `take`, -1 for `takeAlongAxis`. */
  axis?: A
}

function indexTensor(operation: string, indices: Tensor): Tensor {
  if (isFloat(indices.dtype) || indices.dtype === 'bool') {
    throw new DTypeError(`${operation}: expected integer indices, found ${indices.dtype}`)
  }
  return asWide(indices)
}

const takeArguments = {
  x: tensorCheck,
  indices: tensorCheck,
  options: optional(options<TakeOptions>({ axis: axisCheck })),
}

/**
 * The slices of `x` at `indices` [m] along an axis, in their order and as often as they are named;
 * negative indices count from the end.
 * An element that was taken several times gets the sum of their gradients.
 * @throws IndexError when an index is not in -size to size - 1.
 */
export function take<X extends Tensor, I extends Tensor, const A extends number = 0>(
  x: X,
  indices: I,
  options?: TakeOptions<A>,
): Tensor<DTypeIn<X>, WithSize<ShapeIn<X>, A, ShapeIn<I>[0]>>
export function take<D extends DType>(
  x: Tensor<D>,
  indices: Tensor,
  options: TakeOptions = {},
): Tensor<D> {
  checkCall('take', arguments, takeArguments)
  const { axis = 0 } = options
  const along = normalizeAxis('take', axis, x.ndim)
  const places = indexTensor('take', indices)
  if (places.ndim !== 1) {
    throw new ShapeError(`take: expected indices [m], found ${formatShape(places.shape)}`)
  }
  const out = empty(x.shape.with(along, places.size), x.dtype)
  run(takeKernel, x, places, along, out)
  return record('take', out, [x], [(g) => putAdd(g, places, along, x.shape)])
}

/** Zeros of `shape` with the slices of `x` added at `indices` along an axis: the transpose of `take`. */
function putAdd(x: Tensor, indices: Tensor, axis: number, shape: Shape): Tensor {
  const out: Tensor = zeros(shape, { dtype: x.dtype })
  run(scatterAddKernel, x, indices, axis, out)
  return record('putAdd', out, [x], [(g) => take(g, indices, { axis })])
}

/**
 * out[i, j] = x[i, indices[i, j]] for the last of two axes, and likewise for any axis and number of
 * axes. `indices` has the shape of `x` but for that axis.
 * @throws IndexError when an index is not in -size to size - 1.
 */
export function takeAlongAxis<X extends Tensor, I extends Tensor>(
  x: X,
  indices: I,
  options?: TakeOptions,
): Tensor<DTypeIn<X>, ShapeIn<I>>
export function takeAlongAxis<D extends DType>(
  x: Tensor<D>,
  indices: Tensor,
  options: TakeOptions = {},
): Tensor<D> {
  checkCall('takeAlongAxis', arguments, takeArguments)
  const { axis = -1 } = options
  const along = normalizeAxis('takeAlongAxis', axis, x.ndim)
  const places = indexTensor('takeAlongAxis', indices)
  const fits = (length: number, i: number) => i === along || length === x.shape[i]
  if (places.ndim !== x.ndim || !places.shape.every(fits)) {
    throw new ShapeError(
      `takeAlongAxis: expected indices of shape ${formatShape(x.shape)} but for axis ${along}, found ${formatShape(places.shape)}`,
    )
  }
  const out = empty(places.shape, x.dtype)
  run(takeAlongAxisKernel, x, places, along, out)
  return record('takeAlongAxis', out, [x], [(g) => putAddAlongAxis(g, places, along, x.shape)])
}

/** Zeros of `shape` with `x` added where `takeAlongAxis` would have read it: its transpose. */
export function putAddAlongAxis(x: Tensor, indices: Tensor, axis: number, shape: Shape): Tensor {
  const out: Tensor = zeros(shape, { dtype: x.dtype })
  run(scatterAddAlongAxisKernel, x, indices, axis, out)
  return record('putAddAlongAxis', out, [x], [(g) => takeAlongAxis(g, indices, { axis })])
}
