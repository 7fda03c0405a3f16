import { count, number, optional, options, orNull } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { floatDTypeCheck, tensorCheck } from '../core/checks'
import type { FloatDType } from '../core/dtype'
import { empty } from '../core/empty'
import { DTypeError, GradientError, ShapeError } from '../core/errors'
import { formatShape, sizeOf } from '../core/shape'
import type { Storage } from '../core/storage'
import type { Tensor } from '../core/tensor'
import { gatherRowsKernel } from '../kernels/gather'
import { SparseRows } from '../sparse/csr'
import { reshape } from './reshape'

export interface GatherRowsOptions<D extends FloatDType> {
  /** What each element is multiplied by. Default 1. */
  scale?: number
  /** What is added after that. Default 0. */
  shift?: number
  /** Default `'float32'`. */
  dtype?: D
  /**
   * A byte that most elements have. With it, float32 rows of a uint8 source come as `SparseRows`,
   * which products use to skip those elements. Default: none.
   */
  background?: number | null
}

const gatherRowsArguments = {
  source: tensorCheck,
  rows: tensorCheck,
  options: optional(
    options<GatherRowsOptions<FloatDType>>({
      scale: number,
      shift: number,
      dtype: floatDTypeCheck,
      background: orNull(count),
    }),
  ),
}

/**
 * Picks rows of a data set and makes them floats: source [n, ...] of any dtype and rows int32 [m]
 * give [m, size of a row], each element times `scale` plus `shift`. Not differentiable: a gradient that comes
 * to its result throws a GradientError.
 * @throws IndexError when a row is not in 0 to n - 1.
 */
export function gatherRows<D extends FloatDType = 'float32'>(
  source: Tensor,
  rows: Tensor,
  options: GatherRowsOptions<D> = {},
): Tensor<D> {
  checkCall('gatherRows', arguments, gatherRowsArguments)
  const { scale = 1, shift = 0, dtype = 'float32' as D, background = null } = options
  if (source.ndim === 0 || rows.ndim !== 1) {
    throw new ShapeError(
      `gatherRows: expected source [n, ...] and rows [m], found ${formatShape(source.shape)} and ${formatShape(rows.shape)}`,
    )
  }
  if (rows.dtype !== 'int32') {
    throw new DTypeError(`gatherRows: expected int32 rows, found ${rows.dtype}`)
  }
  const width = sizeOf(source.shape.slice(1))
  const out = empty([rows.shape[0], width], dtype)
  const table = reshape(source.detach(), [source.shape[0], width])
  run(gatherRowsKernel, table, rows, scale, shift, out)
  record('gatherRows', out, [source], [refuseGradient])
  if (background === null || dtype !== 'float32' || source.dtype !== 'uint8') return out
  const from = { source: table, rows, scale, shift, background }
  return new SparseRows(out.storage as Storage<'float32'>, from) as Tensor as Tensor<D>
}

function refuseGradient(): never {
  throw new GradientError('gatherRows: it has no gradient; use take, which has one')
}
