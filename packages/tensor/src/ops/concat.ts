import { listOf, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { axisCheck, tensorCheck } from '../core/checks'
import { type DType, promote } from '../core/dtype'
import { empty } from '../core/empty'
import { ShapeError, ValueError } from '../core/errors'
import { formatShape, normalizeAxis, sameShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { copyKernel } from '../kernels/copy-fill'
import type { DTypeIn, Promote } from '../types/dtypes'
import type { SliceRange } from '../types/options'
import { astype } from './astype'
import { expandDims } from './expand-dims'
import { slice } from './slice'

export interface ConcatOptions {
  /** The axis along which the tensors follow each other. Default 0. */
  axis?: number
}

const concatArguments = {
  tensors: listOf(tensorCheck),
  options: optional(options<ConcatOptions>({ axis: axisCheck })),
}

/**
 * Tensors one after the other along an axis that they have; the other sizes must agree. The result
 * has the dtype that holds them all. Each gets the part of dL/dy where it lies.
 */
export function concat<X extends Tensor>(
  tensors: readonly X[],
  options?: ConcatOptions,
): Tensor<Promote<DTypeIn<X>, DTypeIn<X>>>
export function concat(tensors: readonly Tensor[], options: ConcatOptions = {}): Tensor {
  checkCall('concat', arguments, concatArguments)
  const { axis = 0 } = options
  if (tensors.length === 0) throw new ValueError('concat: expected at least one tensor, found none')
  const along = normalizeAxis('concat', axis, tensors[0].ndim)
  const inputs = withCommonDType(tensors)
  const rest = (x: Tensor) => x.shape.toSpliced(along, 1)
  const other = inputs.find(
    (x) => x.ndim !== inputs[0].ndim || !sameShape(rest(x), rest(inputs[0])),
  )
  if (other !== undefined) {
    throw new ShapeError(
      `concat: sizes differ on another axis than ${along}: ${formatShape(inputs[0].shape)} and ${formatShape(other.shape)}`,
    )
  }
  let end = 0
  const places = inputs.map((x): SliceRange[] => {
    const start = end
    end += x.shape[along]
    return [...x.shape.slice(0, along).map((): SliceRange => []), [start, end]]
  })
  const out: Tensor = empty(inputs[0].shape.with(along, end), inputs[0].dtype)
  inputs.forEach((x, i) => {
    run(copyKernel, x, slice(out, places[i]))
  })
  return record(
    'concat',
    out,
    inputs,
    places.map((place) => (g) => slice(g, place)),
  )
}

/** Tensors of one shape side by side along a new axis, at position `axis` of the result. */
export function stack<X extends Tensor>(
  tensors: readonly X[],
  options?: ConcatOptions,
): Tensor<Promote<DTypeIn<X>, DTypeIn<X>>>
export function stack(tensors: readonly Tensor[], options: ConcatOptions = {}): Tensor {
  checkCall('stack', arguments, concatArguments)
  const { axis = 0 } = options
  const other = tensors.find((x) => !sameShape(x.shape, tensors[0].shape))
  if (other !== undefined) {
    throw new ShapeError(
      `stack: expected one shape, found ${formatShape(tensors[0].shape)} and ${formatShape(other.shape)}`,
    )
  }
  const along = tensors.length === 0 ? 0 : normalizeAxis('stack', axis, tensors[0].ndim + 1)
  return concat(
    tensors.map((x) => expandDims(x, { axis: along })),
    { axis: along },
  )
}

function withCommonDType(tensors: readonly Tensor[]): Tensor[] {
  const dtype = tensors.map((x): DType => x.dtype).reduce(promote)
  return tensors.map((x) => astype(x, dtype))
}
