import { boolean, count, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { axisCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { empty } from '../core/empty'
import { ValueError } from '../core/errors'
import { normalizeAxis } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { argsortKernel, sortKernel } from '../kernels/sort'
import type { WithSize } from '../types/axes'
import type { DTypeIn } from '../types/dtypes'
import type { SliceRange } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { subtract } from './arithmetic'
import { flip } from './flip'
import { slice } from './slice'
import { putAddAlongAxis, takeAlongAxis } from './take'

export interface SortOptions {
  /** The axis to sort along. Default -1, the last. */
  axis?: number
  /** Largest first, and NaN before that. Default false. */
  descending?: boolean
}

const sortArguments = {
  x: tensorCheck,
  options: optional(options<SortOptions>({ axis: axisCheck, descending: boolean })),
}

/** Elements in order along an axis, NaN last. Each gets the gradient of the place it went to. */
export function sort<X extends Tensor>(x: X, options?: SortOptions): Tensor<DTypeIn<X>, ShapeIn<X>>
export function sort<D extends DType>(x: Tensor<D>, options: SortOptions = {}): Tensor<D> {
  checkCall('sort', arguments, sortArguments)
  const axis = normalizeAxis('sort', options.axis ?? -1, x.ndim)
  if (options.descending) return flip(sort(x, { axis }), { axis })
  const out = empty(x.shape, x.dtype)
  run(sortKernel, x, axis, out)
  const rule = (g: Tensor) => putAddAlongAxis(g, argsort(x, { axis }), axis, x.shape)
  return record('sort', out, [x], [rule])
}

/** The positions that put elements in order along an axis; equal ones stay as they were. */
export function argsort<X extends Tensor>(x: X, options?: SortOptions): Tensor<'int32', ShapeIn<X>>
export function argsort(x: Tensor, options: SortOptions = {}): Tensor<'int32'> {
  checkCall('argsort', arguments, sortArguments)
  const axis = normalizeAxis('argsort', options.axis ?? -1, x.ndim)
  if (options.descending) {
    // From the other end equal elements are in the order that the final flip restores.
    const turned = argsort(flip(x.detach(), { axis }), { axis })
    return flip(subtract(x.shape[axis] - 1, turned), { axis }) as Tensor<'int32'>
  }
  const out = empty(x.shape, 'int32')
  run(argsortKernel, x, axis, out)
  return out
}

export interface TopKOptions<A extends number = number> {
  /** The axis to search along. Default -1, the last. */
  axis?: A
}

const topKArguments = {
  x: tensorCheck,
  k: count,
  options: optional(options<TopKOptions>({ axis: axisCheck })),
}

/** The `k` largest elements along an axis, largest first, and where they are. NaN counts as largest. */
export function topK<X extends Tensor, const K extends number, const A extends number = -1>(
  x: X,
  k: K,
  options?: TopKOptions<A>,
): {
  values: Tensor<DTypeIn<X>, WithSize<ShapeIn<X>, A, K>>
  indices: Tensor<'int32', WithSize<ShapeIn<X>, A, K>>
}
export function topK<D extends DType>(
  x: Tensor<D>,
  k: number,
  options: TopKOptions = {},
): { values: Tensor<D>; indices: Tensor<'int32'> } {
  checkCall('topK', arguments, topKArguments)
  const axis = normalizeAxis('topK', options.axis ?? -1, x.ndim)
  if (!Number.isInteger(k) || k < 0 || k > x.shape[axis]) {
    throw new ValueError(`topK: expected k from 0 to the size ${x.shape[axis]}, found ${k}`)
  }
  const whole = x.shape.slice(0, axis).map((): SliceRange => [])
  const indices = slice(argsort(x, { axis, descending: true }), [...whole, [0, k]])
  return { values: takeAlongAxis(x, indices, { axis }), indices }
}
