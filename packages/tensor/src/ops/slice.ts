import { type Check, check, listOf } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { IndexError, ValueError } from '../core/errors'
import { formatShape, type Shape } from '../core/shape'
import { Tensor } from '../core/tensor'
import { zeros } from '../creation/creation'
import { copyKernel } from '../kernels/copy-fill'
import type { DTypeIn } from '../types/dtypes'
import type { SliceRange, SliceSpec } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import type { Sliced } from '../types/views'

interface Cut {
  first: number
  step: number
  /** null when the axis is removed. */
  length: number | null
}

function cutIndex(index: number, axis: number, shape: Shape): Cut {
  const first = index < 0 ? index + shape[axis] : index
  if (!Number.isInteger(index) || first < 0 || first >= shape[axis]) {
    throw new IndexError(
      `slice: index ${index} is out of range for axis ${axis} of size ${shape[axis]} in shape ${formatShape(shape)}`,
    )
  }
  return { first, step: 0, length: null }
}

function cutRange([start, stop, step]: SliceRange, axis: number, size: number): Cut {
  const stride = step ?? 1
  if (!Number.isInteger(stride) || stride === 0) {
    throw new ValueError(
      `slice: step must be a whole number other than 0, found ${stride} at axis ${axis}`,
    )
  }
  const [lowest, highest] = stride > 0 ? [0, size] : [-1, size - 1]
  const bound = (value: number | null | undefined, otherwise: number): number => {
    if (value === null || value === undefined) return otherwise
    if (!Number.isInteger(value)) {
      throw new ValueError(`slice: bounds must be whole numbers, found ${value} at axis ${axis}`)
    }
    return Math.min(highest, Math.max(lowest, value < 0 ? value + size : value))
  }
  const first = bound(start, stride > 0 ? lowest : highest)
  const end = bound(stop, stride > 0 ? highest : lowest)
  return { first, step: stride, length: Math.max(0, Math.ceil((end - first) / stride)) }
}

function cutView<D extends DType>(x: Tensor<D>, spec: SliceSpec): Tensor<D> {
  if (spec.length > x.ndim) {
    throw new IndexError(
      `slice: ${spec.length} indices are too many for shape ${formatShape(x.shape)}`,
    )
  }
  const shape: number[] = []
  const strides: number[] = []
  let offset = x.offset
  x.shape.forEach((size, axis) => {
    const part = spec[axis] ?? []
    const cut =
      typeof part === 'number' ? cutIndex(part, axis, x.shape) : cutRange(part, axis, size)
    if (cut.length !== 0) offset += cut.first * x.strides[axis]
    if (cut.length === null) return
    shape.push(cut.length)
    strides.push(cut.step * x.strides[axis])
  })
  return new Tensor(x.storage, shape, strides, offset)
}

const isBound = (bound: unknown) =>
  bound === null || bound === undefined || typeof bound === 'number'

const sliceSpecCheck: Check<SliceSpec> = listOf(
  check<number | SliceRange>(
    'an index or a range [start, stop, step]',
    (part) =>
      typeof part === 'number' || (Array.isArray(part) && part.length <= 3 && part.every(isBound)),
  ),
)

const sliceArguments = { x: tensorCheck, spec: sliceSpecCheck }

/**
 * A view of part of a tensor, as NumPy slices: `slice(x, [2, [null, null, -1]])` is `x[2, ::-1]`.
 * Ranges are cut to the axis; axes that `spec` leaves out stay whole.
 * Elements left out do not matter to the result: dL/dx is dL/dy in their place among zeros.
 * @throws IndexError when an index is out of range, or when there are more of them than axes.
 */
export function slice<X extends Tensor, const Spec extends SliceSpec>(
  x: X,
  spec: Spec,
): Tensor<DTypeIn<X>, Sliced<ShapeIn<X>, Spec>>
export function slice<D extends DType>(x: Tensor<D>, spec: SliceSpec): Tensor<D> {
  checkCall('slice', arguments, sliceArguments)
  return record('slice', cutView(x, spec), [x], [(g) => unslice(g, x.shape, spec)])
}

/** Zeros of `shape` with `part` where `slice` would have read it: the transpose of `slice`. */
function unslice(part: Tensor, shape: Shape, spec: SliceSpec): Tensor {
  const out: Tensor = zeros(shape, { dtype: part.dtype })
  run(copyKernel, part, cutView(out, spec))
  return record('unslice', out, [part], [(g) => slice(g, spec)])
}
