import { listOf, number } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError } from '../core/errors'
import { reshapedStrides } from '../core/layout'
import { checkShape, formatShape, type Shape, sameShape, sizeOf } from '../core/shape'
import { Tensor } from '../core/tensor'
import type { DTypeIn } from '../types/dtypes'
import type { Reshaped } from '../types/views'
import { contiguousCopy } from './copy'

/** The shape with its one -1 replaced by the size that is left over. */
function resolveShape(x: Tensor, shape: Shape): number[] {
  const unknown = shape.filter((length) => length === -1).length
  if (unknown > 1) {
    throw new ShapeError(`reshape: only one size can be -1, found ${formatShape(shape)}`)
  }
  const known = sizeOf(shape.filter((length) => length !== -1))
  const rest = known === 0 ? 0 : x.size / known
  const resolved = shape.map((length) => (length === -1 && Number.isInteger(rest) ? rest : length))
  if (sizeOf(resolved) !== x.size || (unknown === 1 && known === 0)) {
    throw new ShapeError(
      `reshape: ${formatShape(x.shape)} has ${x.size} elements, which do not fill ${formatShape(shape)}`,
    )
  }
  checkShape('reshape', resolved)
  return resolved
}

const reshapeArguments = { x: tensorCheck, shape: listOf(number) }

/**
 * The same elements in row-major order under another shape, one of whose sizes may be -1 for
 * whatever is left. A view where strides allow it, else a copy: axes can always be split, and joined
 * where they follow each other in memory.
 * dL/dx is dL/dy under the old shape.
 */
export function reshape<X extends Tensor, const S extends Shape>(
  x: X,
  shape: S,
): Tensor<DTypeIn<X>, Reshaped<S>>
export function reshape<D extends DType>(x: Tensor<D>, shape: Shape): Tensor<D> {
  checkCall('reshape', arguments, reshapeArguments)
  if (sameShape(x.shape, shape)) return x
  const resolved = resolveShape(x, shape)
  const strides = reshapedStrides(x, resolved)
  const out =
    strides === null
      ? new Tensor(contiguousCopy(x).storage, resolved)
      : new Tensor(x.storage, resolved, strides, x.offset)
  return record('reshape', out, [x], [(g) => reshape(g, x.shape)])
}
