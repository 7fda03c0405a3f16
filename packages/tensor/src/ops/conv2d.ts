import { count, either, oneOf, optional, options, orNull } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import type { Activation } from '../backend/backend'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { empty, emptyPictures } from '../core/empty'
import { ShapeError, ValueError } from '../core/errors'
import type { ConvolutionGeometry } from '../core/picture-geometry'
import { formatShape, type Shape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import {
  conv2dInputGradientKernel,
  conv2dKernel,
  conv2dWeightGradientKernel,
} from '../kernels/convolution'
import type { DTypeIn } from '../types/dtypes'
import { type ConvolutionOptions, checkConvolution, geometryOf } from './convolution-geometry'
import type { Pair } from './picture-options'
import { pairOptionCheck } from './picture-options'
import { reluGradient } from './relu'
import { sum } from './sum'

export interface Conv2dOptions extends Omit<ConvolutionOptions, 'padding'> {
  /**
   * Zeros on each side of the pictures; `'same'` keeps their size, with one more zero after them than before where
   * the number is odd, and a stride of 1. Default 0.
   */
  padding?: Pair | 'same'
  /** Applied to the result within the same kernel. Default `'none'`. */
  activation?: Activation
}

const conv2dArguments = {
  x: tensorCheck,
  weight: tensorCheck,
  bias: optional(orNull(tensorCheck)),
  options: optional(
    options<Conv2dOptions>({
      stride: pairOptionCheck,
      padding: either(oneOf('same'), pairOptionCheck),
      dilation: pairOptionCheck,
      groups: count,
      activation: oneOf('none', 'relu'),
    }),
  ),
}

/**
 * The convolution of pictures, as neural networks call it: x [n, C, h, w], weight [O, C / groups, kh, kw],
 * bias [O] -> y [n, O, h', w'] with h' = floor((h + 2 padding - dilation (kh - 1) - 1) / stride) + 1,
 *
 *     y[n, o, i, j] = activation(bias[o] + sum over c, a, b of weight[o, c, a, b] x[n, c, i s + a d - p, j s + b d - p])
 *
 * where x is 0 outside and c counts the inputs of o's group. With g = dL/dy where a ReLU let it through, each
 * product passes g on to both of its factors: dL/dx sums weight * g over all places that read an element of x,
 * dL/dweight sums x * g over all places, dL/dbias sums g. The two sums of products are convolutions themselves, and
 * each is linear in both of its inputs, so gradients of gradients are made of the same three.
 * @throws ShapeError, DTypeError when the tensors do not fit each other; ValueError when an option is out of range.
 */
export function conv2d<X extends Tensor>(
  x: X,
  weight: Tensor,
  bias?: Tensor | null,
  options?: Conv2dOptions,
): Tensor<DTypeIn<X>>
export function conv2d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  given: Conv2dOptions = {},
): Tensor {
  checkCall('conv2d', arguments, conv2dArguments)
  const { activation = 'none', padding = 0, ...options } = given
  const isSame = padding === 'same'
  const plain = geometryOf('conv2d', { ...options, padding: isSame ? 0 : padding })
  const geometry = isSame ? samePadding(plain, weight) : plain
  checkConvolution(
    'conv2d',
    'x [n, C, h, w], weight [O, C / groups, kh, kw], bias [O]',
    [x, weight, bias],
    geometry,
    { channels: weight.shape[1] * geometry.groups, outputs: weight.shape[0] },
  )
  return convolution(
    [x, weight, bias],
    geometry,
    activation,
    isSame ? x.shape.slice(2) : outputSize(x, weight, geometry),
  )
}

/** The geometry whose result has the size of the pictures. */
function samePadding(geometry: ConvolutionGeometry, weight: Tensor): ConvolutionGeometry {
  const { stride, dilation } = geometry
  if (stride.some((step) => step !== 1)) {
    throw new ValueError(
      `conv2d: expected a stride of 1 with padding 'same', found ${formatShape(stride)}`,
    )
  }
  const before = (axis: number) => Math.floor((dilation[axis] * (weight.shape[2 + axis] - 1)) / 2)
  return { ...geometry, padding: [before(0), before(1)] }
}

/** The rows and columns of the result. */
function outputSize(
  x: Tensor,
  weight: Tensor,
  { stride, padding, dilation }: ConvolutionGeometry,
): readonly number[] {
  return [0, 1].map((axis) => {
    const reach = dilation[axis] * (weight.shape[2 + axis] - 1) + 1
    const size = x.shape[2 + axis] + 2 * padding[axis]
    if (reach > size) {
      throw new ShapeError(
        `conv2d: expected a kernel that fits the padded pictures, found one that reaches over ${reach} of ${size} ${axis === 0 ? 'rows' : 'columns'}`,
      )
    }
    return Math.floor((size - reach) / stride[axis]) + 1
  })
}

/** The convolution of checked operands, with a result of `size`. */
function convolution(
  [x, weight, bias]: readonly [Tensor, Tensor, Tensor | null],
  geometry: ConvolutionGeometry,
  activation: Activation,
  size: readonly number[],
): Tensor {
  const out = emptyPictures([x.shape[0], weight.shape[0], ...size], x.dtype)
  run(conv2dKernel, x, weight, bias, geometry, activation, out)
  const inputs = bias === null ? [x, weight] : [x, weight, bias]
  const rules = [
    (g: Tensor) => conv2dInputGradient(g, weight, geometry, x.shape),
    (g: Tensor) => weightGradient(x, g, geometry, weight.shape),
    (g: Tensor) => sum(g, { axis: [0, 2, 3] }),
  ].slice(0, inputs.length)
  if (activation === 'none') return record('conv2d', out, inputs, rules)
  // No rule of the convolution reads its result, so it can share the memory that the ReLU is in.
  const sums = record('conv2d', out.detach(), inputs, rules)
  return record('relu', out, [sums], [(g) => reluGradient(g, out)])
}

/** dL/dx of a convolution, linear in g and in the weight. */
export function conv2dInputGradient(
  g: Tensor,
  weight: Tensor,
  geometry: ConvolutionGeometry,
  shape: Shape,
): Tensor {
  const out = emptyPictures(shape, g.dtype)
  run(conv2dInputGradientKernel, g, weight, geometry, out)
  return record(
    'conv2dInputGradient',
    out,
    [g, weight],
    [
      (u) => convolution([u, weight, null], geometry, 'none', g.shape.slice(2)),
      (u) => weightGradient(u, g, geometry, weight.shape),
    ],
  )
}

/** dL/dweight of a convolution, linear in x and in g. */
function weightGradient(x: Tensor, g: Tensor, geometry: ConvolutionGeometry, shape: Shape): Tensor {
  const out = empty(shape, x.dtype)
  run(conv2dWeightGradientKernel, x, g, geometry, out)
  return record(
    'conv2dWeightGradient',
    out,
    [x, g],
    [
      (u) => conv2dInputGradient(g, u, geometry, x.shape),
      (u) => convolution([x, u, null], geometry, 'none', g.shape.slice(2)),
    ],
  )
}
