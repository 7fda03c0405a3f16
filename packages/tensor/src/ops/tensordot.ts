import { type Check, check, either, number, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { ShapeError, ValueError } from '../core/errors'
import { formatShape, normalizeAxis, sizeOf } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { PromotedIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { matmul } from './matmul'
import { permuteDims } from './permute-dims'
import { reshape } from './reshape'

export interface TensordotOptions {
  /**
   * How many of the last axes of `a` to sum over with as many of the first of `b`, or the axes of
   * each by number. Default 2.
   */
  axes?: number | readonly [readonly number[], readonly number[]]
}

function axisPairs(a: Tensor, b: Tensor, axes: TensordotOptions['axes']): [number[], number[]] {
  if (typeof axes === 'object') {
    return [
      axes[0].map((axis) => normalizeAxis('tensordot', axis, a.ndim)),
      axes[1].map((axis) => normalizeAxis('tensordot', axis, b.ndim)),
    ]
  }
  const count = axes ?? 2
  if (!Number.isInteger(count) || count < 0 || count > Math.min(a.ndim, b.ndim)) {
    throw new ValueError(
      `tensordot: expected a number of axes that both have, found ${count} for ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    )
  }
  const first = Array.from({ length: count }, (_, axis) => axis)
  return [first.map((axis) => a.ndim - count + axis), first]
}

const listsOfAxes: Check<readonly [readonly number[], readonly number[]]> = check(
  'a number of axes or two arrays of axes',
  (value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((axes) => Array.isArray(axes) && axes.every(Number.isInteger)),
)

const tensordotArguments = {
  a: tensorCheck,
  b: tensorCheck,
  options: optional(options<TensordotOptions>({ axes: either(number, listsOfAxes) })),
}

/**
 * The sum of products over pairs of axes: the remaining axes of `a`, then those of `b`.
 * @throws ShapeError when the sizes of a pair differ.
 */
export function tensordot(a: Tensor, b: Tensor, options: TensordotOptions = {}): Tensor {
  checkCall('tensordot', arguments, tensordotArguments)
  const { axes } = options
  const [summedA, summedB] = axisPairs(a, b, axes)
  const sizesA = summedA.map((axis) => a.shape[axis])
  const sizesB = summedB.map((axis) => b.shape[axis])
  if (sizesA.length !== sizesB.length || sizesA.some((size, i) => size !== sizesB[i])) {
    throw new ShapeError(
      `tensordot: summed sizes differ: ${formatShape(sizesA)} of ${formatShape(a.shape)} against ${formatShape(sizesB)} of ${formatShape(b.shape)}`,
    )
  }
  const others = (x: Tensor, summed: number[]) =>
    x.shape.map((_, axis) => axis).filter((axis) => !summed.includes(axis))
  const [keptA, keptB] = [others(a, summedA), others(b, summedB)]
  const shapeA = keptA.map((axis) => a.shape[axis])
  const shapeB = keptB.map((axis) => b.shape[axis])
  const inner = sizeOf(sizesA)
  const left = reshape(permuteDims(a, [...keptA, ...summedA]), [sizeOf(shapeA), inner])
  const right = reshape(permuteDims(b, [...summedB, ...keptB]), [inner, sizeOf(shapeB)])
  return reshape(matmul(left, right), [...shapeA, ...shapeB])
}

const outerArguments = { a: tensorCheck, b: tensorCheck }

/** out[i, j] = a[i] b[j] for 1-d tensors. */
export function outer<A extends Tensor, B extends Tensor>(
  a: A,
  b: B,
): Tensor<PromotedIn<A, B>, [ShapeIn<A>[0], ShapeIn<B>[0]]>
export function outer(a: Tensor, b: Tensor): Tensor {
  checkCall('outer', arguments, outerArguments)
  if (a.ndim !== 1 || b.ndim !== 1) {
    throw new ShapeError(
      `outer: expected two 1-d tensors, found ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    )
  }
  return tensordot(a, b, { axes: 0 })
}
