import { integer, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError } from '../core/errors'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { arange } from '../creation/ranges'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { subtract } from './arithmetic'
import { lessEqual } from './comparison'
import { expandDims } from './expand-dims'
import { where } from './where'

export interface TriangleOptions {
  /** Which diagonal is the edge: 0 the main one, positive above it, negative below. Default 0. */
  k?: number
}

const triangleArguments = {
  x: tensorCheck,
  options: optional(options<TriangleOptions>({ k: integer })),
}

/** The elements of the last two axes up to the `k`-th diagonal, and 0 above it. */
export function tril<X extends Tensor>(
  x: X,
  options?: TriangleOptions,
): Tensor<DTypeIn<X>, ShapeIn<X>>
export function tril<D extends DType>(x: Tensor<D>, options: TriangleOptions = {}): Tensor<D> {
  checkCall('tril', arguments, triangleArguments)
  const { k = 0 } = options
  return where(belowDiagonal('tril', x, k), x, zeroOf(x)) as Tensor<D>
}

/** The elements of the last two axes from the `k`-th diagonal on, and 0 below it. */
export function triu<X extends Tensor>(
  x: X,
  options?: TriangleOptions,
): Tensor<DTypeIn<X>, ShapeIn<X>>
export function triu<D extends DType>(x: Tensor<D>, options: TriangleOptions = {}): Tensor<D> {
  checkCall('triu', arguments, triangleArguments)
  const { k = 0 } = options
  return where(belowDiagonal('triu', x, k - 1), zeroOf(x), x) as Tensor<D>
}

const zeroOf = (x: Tensor) => (x.dtype === 'bool' ? false : 0)

/** Whether column - row <= k, as a matrix. */
function belowDiagonal(operation: string, x: Tensor, k: number): Tensor<'bool'> {
  if (x.ndim < 2) {
    throw new ShapeError(`${operation}: expected at least 2 axes, found ${formatShape(x.shape)}`)
  }
  const [rows, columns] = x.shape.slice(-2)
  const row = expandDims(arange(0, rows, { dtype: 'int32' }), { axis: 1 })
  return lessEqual(subtract(arange(0, columns, { dtype: 'int32' }), row), k)
}
