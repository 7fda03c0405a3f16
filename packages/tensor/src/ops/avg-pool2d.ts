import { boolean, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { emptyPictures } from '../core/empty'
import type { PoolWindows } from '../core/picture-geometry'
import type { Shape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { avgPool2dGradientKernel, avgPool2dKernel } from '../kernels/pooling'
import type { DTypeIn } from '../types/dtypes'
import type { Pair } from './picture-options'
import { pairOptionCheck } from './picture-options'
import { adaptiveWindows, type PoolOptions, poolWindows } from './pool-windows'

export interface AvgPoolOptions extends PoolOptions {
  /** Whether padding counts as elements of 0, or is left out of the mean. Default true. */
  countIncludePad?: boolean
}

const avgPool2dArguments = {
  x: tensorCheck,
  size: pairOptionCheck,
  options: optional(
    options<AvgPoolOptions>({
      stride: pairOptionCheck,
      padding: pairOptionCheck,
      ceilMode: boolean,
      countIncludePad: boolean,
    }),
  ),
}

/**
 * The mean of each window: x [n, c, h, w] -> [n, c, h', w'], with
 * h' = floor((h + 2 padding - size) / stride) + 1.
 * Of y = (x_1 + ... + x_k) / d each derivative is 1 / d, so dL/dx sums dL/dy / d over the windows of an element.
 * @throws ShapeError, DTypeError, ValueError when x is not of pictures or an option is out of range.
 */
export function avgPool2d<X extends Tensor>(
  x: X,
  size: Pair,
  options?: AvgPoolOptions,
): Tensor<DTypeIn<X>>
export function avgPool2d(x: Tensor, size: Pair, given: AvgPoolOptions = {}): Tensor {
  checkCall('avgPool2d', arguments, avgPool2dArguments)
  const { countIncludePad = true, ...options } = given
  return average(x, poolWindows('avgPool2d', x, size, options, countIncludePad))
}

const adaptiveArguments = { x: tensorCheck, size: pairOptionCheck }

/**
 * The mean of each of `size` windows that divide the pictures: x [n, c, h, w] -> [n, c, ...size]. Window i of m along
 * an axis of length h covers [floor(i h / m), ceil((i + 1) h / m)). Gradients are those of `avgPool2d`.
 * @throws ShapeError, DTypeError, ValueError when x is not of pictures or `size` is out of range.
 */
export function adaptiveAvgPool2d<X extends Tensor>(x: X, size: Pair): Tensor<DTypeIn<X>>
export function adaptiveAvgPool2d(x: Tensor, size: Pair): Tensor {
  checkCall('adaptiveAvgPool2d', arguments, adaptiveArguments)
  return average(x, adaptiveWindows('adaptiveAvgPool2d', x, size))
}

function average(x: Tensor, windows: PoolWindows): Tensor {
  const shape = [...x.shape.slice(0, 2), windows.rows.begin.length, windows.columns.begin.length]
  const out = emptyPictures(shape, x.dtype)
  run(avgPool2dKernel, x, windows, out)
  return record('avgPool2d', out, [x], [(g) => averageGradient(g, windows, x.shape)])
}

/** The transpose of `average`. */
function averageGradient(g: Tensor, windows: PoolWindows, shape: Shape): Tensor {
  const out = emptyPictures(shape, g.dtype)
  run(avgPool2dGradientKernel, g, windows, out)
  return record('avgPool2dGradient', out, [g], [(u) => average(u, windows)])
}
