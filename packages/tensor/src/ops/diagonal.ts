import { optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { pairCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError } from '../core/errors'
import { formatShape, normalizeAxes, type Shape } from '../core/shape'
import { Tensor } from '../core/tensor'
import { zeros } from '../creation/creation'
import { copyKernel } from '../kernels/copy-fill'

export interface DiagonalOptions {
  /** The two axes whose equal positions are picked. Default the last two. */
  axes?: readonly [number, number]
}

function diagonalView<D extends DType>(
  x: Tensor<D>,
  [first, second]: readonly number[],
): Tensor<D> {
  const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second)
  return new Tensor(
    x.storage,
    [...others.map((axis) => x.shape[axis]), Math.min(x.shape[first], x.shape[second])],
    [...others.map((axis) => x.strides[axis]), x.strides[first] + x.strides[second]],
    x.offset,
  )
}

const diagonalArguments = {
  x: tensorCheck,
  options: optional(options<DiagonalOptions>({ axes: pairCheck })),
}

/**
 * A view of the elements whose positions along two axes are equal, as the last axis of the result.
 * dL/dx is dL/dy on that diagonal and 0 elsewhere.
 */
export function diagonal<D extends DType>(x: Tensor<D>, options: DiagonalOptions = {}): Tensor<D> {
  checkCall('diagonal', arguments, diagonalArguments)
  if (x.ndim < 2) {
    throw new ShapeError(`diagonal: expected at least 2 axes, found ${formatShape(x.shape)}`)
  }
  const axes = normalizeAxes('diagonal', options.axes ?? [-2, -1], x.ndim)
  return record('diagonal', diagonalView(x, axes), [x], [(g) => onDiagonal(g, x.shape, axes)])
}

/** Zeros of `shape` with `part` where `diagonal` would have read it: its transpose. */
function onDiagonal(part: Tensor, shape: Shape, axes: readonly number[]): Tensor {
  const out: Tensor = zeros(shape, { dtype: part.dtype })
  run(copyKernel, part, diagonalView(out, axes))
  const [first, second] = axes
  return record('onDiagonal', out, [part], [(g) => diagonal(g, { axes: [first, second] })])
}
