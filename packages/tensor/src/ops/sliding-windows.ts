import { listOf, number, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError, ValueError } from '../core/errors'
import { formatShape, type Shape } from '../core/shape'
import { Tensor } from '../core/tensor'
import { zeros } from '../creation/creation'
import { accumulateKernel } from '../kernels/copy-fill'

export interface SlidingWindowsOptions {
  /** How far apart windows start, along each windowed axis. Default 1. */
  step?: readonly number[]
}

function windowView<D extends DType>(x: Tensor<D>, size: Shape, step: Shape): Tensor<D> {
  const front = x.ndim - size.length
  const counts = size.map((length, i) => Math.floor((x.shape[front + i] - length) / step[i]) + 1)
  const strides = x.strides.slice(front)
  return new Tensor(
    x.storage,
    [...x.shape.slice(0, front), ...counts, ...size],
    [...x.strides.slice(0, front), ...strides.map((stride, i) => stride * step[i]), ...strides],
    x.offset,
  )
}

const slidingWindowsArguments = {
  x: tensorCheck,
  size: listOf(number),
  options: optional(options<SlidingWindowsOptions>({ step: listOf(number) })),
}

/**
 * All windows of `size` over the last axes, as a view: x [..., n] with size [k] gives
 * [..., (n - k) / step + 1, k]. Convolution and pooling are products and reductions of it.
 * Windows overlap, so an element gets the sum of the gradients of the windows it is in.
 * @throws ShapeError when a window is larger than its axis.
 */
export function slidingWindows<D extends DType>(
  x: Tensor<D>,
  size: Shape,
  options: SlidingWindowsOptions = {},
): Tensor<D> {
  checkCall('slidingWindows', arguments, slidingWindowsArguments)
  const step = options.step ?? size.map(() => 1)
  if (size.length > x.ndim || step.length !== size.length) {
    throw new ShapeError(
      `slidingWindows: expected a size and a step for each of the last axes of ${formatShape(x.shape)}, found ${formatShape(size)} and ${formatShape(step)}`,
    )
  }
  const whole = [...size, ...step].every((length) => Number.isSafeInteger(length) && length > 0)
  if (!whole) {
    throw new ValueError(
      `slidingWindows: expected whole sizes and steps from 1, found ${formatShape(size)} and ${formatShape(step)}`,
    )
  }
  const fits = size.every((length, i) => length <= x.shape[x.ndim - size.length + i])
  if (!fits) {
    throw new ShapeError(
      `slidingWindows: windows ${formatShape(size)} are larger than the last axes of ${formatShape(x.shape)}`,
    )
  }
  const out = windowView(x, size, step)
  return record('slidingWindows', out, [x], [(g) => overlapAdd(g, x.shape, size, step)])
}

/** Zeros of `shape` with each window added where it was read: the transpose of `slidingWindows`. */
function overlapAdd(windows: Tensor, shape: Shape, size: Shape, step: Shape): Tensor {
  const out: Tensor = zeros(shape, { dtype: windows.dtype })
  run(accumulateKernel, windows, windowView(out, size, step))
  return record('overlapAdd', out, [windows], [(g) => slidingWindows(g, size, { step })])
}
