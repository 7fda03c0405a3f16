import { boolean, optional, options } from '@handwritten/checks'
import type { ArgReduceOp } from '../backend/backend'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { axisCheck, tensorCheck } from '../core/checks'
import { empty } from '../core/empty'
import { ShapeError } from '../core/errors'
import { formatShape, normalizeAxis } from '../core/shape'
import { Tensor } from '../core/tensor'
import { argReduceKernel } from '../kernels/reduce'
import type { Reduced } from '../types/axes'
import type { ShapeIn } from '../types/shapes'
import { reshape } from './reshape'

export interface ArgOptions<
  A extends number | undefined = number | undefined,
  K extends boolean | undefined = boolean | undefined,
> {
  /** The axis to search along; by default the row-major elements as one line. */
  axis?: A
  /** Keeps the searched axis with size 1. Default false. */
  keepdims?: K
}

const argArguments = {
  x: tensorCheck,
  options: optional(options<ArgOptions>({ axis: axisCheck, keepdims: boolean })),
}

/** The position of the largest element along an axis, the first of equals; of NaN if there is one. */
export function argmax<
  X extends Tensor,
  const A extends number | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ArgOptions<A, K>): Tensor<'int32', Reduced<ShapeIn<X>, A, K>>
export function argmax(x: Tensor, options: ArgOptions = {}): Tensor<'int32'> {
  checkCall('argmax', arguments, argArguments)
  return argExtreme('argmax', x, options)
}

/** The position of the smallest element along an axis, the first of equals; of NaN if there is one. */
export function argmin<
  X extends Tensor,
  const A extends number | undefined = undefined,
  const K extends boolean | undefined = false,
>(x: X, options?: ArgOptions<A, K>): Tensor<'int32', Reduced<ShapeIn<X>, A, K>>
export function argmin(x: Tensor, options: ArgOptions = {}): Tensor<'int32'> {
  checkCall('argmin', arguments, argArguments)
  return argExtreme('argmin', x, options)
}

function argExtreme(
  op: ArgReduceOp,
  x: Tensor,
  { axis, keepdims = false }: ArgOptions,
): Tensor<'int32'> {
  const lines = axis === undefined ? reshape(x.detach(), [x.size]) : x
  const along = normalizeAxis(op, axis ?? 0, lines.ndim)
  const kept = lines.shape.with(along, 1)
  if (lines.shape[along] === 0) {
    throw new ShapeError(
      `${op}: nothing to search in shape ${formatShape(x.shape)}, and there is no ${op} of nothing`,
    )
  }
  const out = empty(kept, 'int32')
  run(argReduceKernel, op, lines, along, out)
  if (!keepdims) return new Tensor(out.storage, kept.toSpliced(along, 1))
  return axis === undefined
    ? new Tensor(
        out.storage,
        x.shape.map(() => 1),
      )
    : out
}
