import { boolean, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { emptyPictures } from '../core/empty'
import type { PoolWindows } from '../core/picture-geometry'
import type { Shape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { maxPool2dGradientKernel, maxPool2dKernel } from '../kernels/pooling'
import type { DTypeIn } from '../types/dtypes'
import type { Pair } from './picture-options'
import { pairOptionCheck } from './picture-options'
import { adaptiveWindows, type PoolOptions, poolWindows } from './pool-windows'
import { reshape } from './reshape'
import { takeAlongAxis } from './take'

const maxPool2dArguments = {
  x: tensorCheck,
  size: pairOptionCheck,
  options: optional(
    options<PoolOptions>({ stride: pairOptionCheck, padding: pairOptionCheck, ceilMode: boolean }),
  ),
}

/**
 * The maximum of each window: x [n, c, h, w] -> [n, c, h', w'], with
 * h' = floor((h + 2 padding - size) / stride) + 1. Padding never wins; NaN does.
 * Of y = max(x_1, ..., x_k) the derivative is 1 for the element that is the maximum, the first of equal ones, and 0
 * for the others, so dL/dx sums dL/dy over the windows whose maximum an element is.
 * @throws ShapeError, DTypeError, ValueError when x is not of pictures or an option is out of range.
 */
export function maxPool2d<X extends Tensor>(
  x: X,
  size: Pair,
  options?: PoolOptions,
): Tensor<DTypeIn<X>>
export function maxPool2d(x: Tensor, size: Pair, options: PoolOptions = {}): Tensor {
  checkCall('maxPool2d', arguments, maxPool2dArguments)
  return maximum(x, poolWindows('maxPool2d', x, size, options))
}

const adaptiveArguments = { x: tensorCheck, size: pairOptionCheck }

/**
 * The maximum of each of `size` windows that divide the pictures: x [n, c, h, w] -> [n, c, ...size]. Window i of m
 * along an axis of length h covers [floor(i h / m), ceil((i + 1) h / m)). Gradients are those of `maxPool2d`.
 * @throws ShapeError, DTypeError, ValueError when x is not of pictures or `size` is out of range.
 */
export function adaptiveMaxPool2d<X extends Tensor>(x: X, size: Pair): Tensor<DTypeIn<X>>
export function adaptiveMaxPool2d(x: Tensor, size: Pair): Tensor {
  checkCall('adaptiveMaxPool2d', arguments, adaptiveArguments)
  return maximum(x, adaptiveWindows('adaptiveMaxPool2d', x, size))
}

function maximum(x: Tensor, windows: PoolWindows): Tensor {
  const shape = [...x.shape.slice(0, 2), windows.rows.begin.length, windows.columns.begin.length]
  const out = emptyPictures(shape, x.dtype)
  const indices = emptyPictures(shape, 'int32')
  run(maxPool2dKernel, x, windows, out, indices)
  return record('maxPool2d', out, [x], [(g) => maximumGradient(g, indices, windows, x.shape)])
}

/** g at the places that `indices` name. Linear in g; its transpose takes those places. */
function maximumGradient(
  g: Tensor,
  indices: Tensor<'int32'>,
  windows: PoolWindows,
  shape: Shape,
): Tensor {
  const out = emptyPictures(shape, g.dtype)
  run(maxPool2dGradientKernel, g, indices, windows, out)
  return record('maxPool2dGradient', out, [g], [(u) => takePlaces(u, indices)])
}

/** x [n, c, h, w] at the places row * w + column of `indices` [n, c, h', w']. */
function takePlaces(x: Tensor, indices: Tensor<'int32'>): Tensor {
  const [n, c, height, width] = x.shape
  const places = reshape(indices, [n, c, indices.shape[2] * indices.shape[3]])
  const taken = takeAlongAxis(reshape(x, [n, c, height * width]), places, { axis: 2 })
  return reshape(taken, indices.shape)
}
