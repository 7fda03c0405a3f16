import { count, optional, options, orNull } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { ShapeError, ValueError } from '../core/errors'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { DTypeIn } from '../types/dtypes'
import { add } from './arithmetic'
import { conv2dInputGradient } from './conv2d'
import { type ConvolutionOptions, checkConvolution, geometryOf } from './convolution-geometry'
import { type Pair, pairOf, pairOptionCheck } from './picture-options'
import { reshape } from './reshape'

export interface ConvTranspose2dOptions extends ConvolutionOptions {
  /** Rows and columns added to one side of the result; less than the stride or the dilation. Default 0. */
  outputPadding?: Pair
}

const convTranspose2dArguments = {
  x: tensorCheck,
  weight: tensorCheck,
  bias: optional(orNull(tensorCheck)),
  options: optional(
    options<ConvTranspose2dOptions>({
      stride: pairOptionCheck,
      padding: pairOptionCheck,
      dilation: pairOptionCheck,
      groups: count,
      outputPadding: pairOptionCheck,
    }),
  ),
}

/**
 * The transpose of a convolution, which goes from its outputs to its inputs: x [n, C, h, w],
 * weight [C, O / groups, kh, kw], bias [O] -> y [n, O, h', w'] with
 * h' = (h - 1) stride - 2 padding + dilation (kh - 1) + outputPadding + 1: every element of x adds the kernel, times
 * itself, to the places that a convolution with the same options would read for it. It is the convolution's gradient
 * with respect to its input, so its own gradients are the convolution and the gradient of the weights.
 * @throws ShapeError, DTypeError when the tensors do not fit each other; ValueError when an option is out of range.
 */
export function convTranspose2d<X extends Tensor>(
  x: X,
  weight: Tensor,
  bias?: Tensor | null,
  options?: ConvTranspose2dOptions,
): Tensor<DTypeIn<X>>
export function convTranspose2d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  given: ConvTranspose2dOptions = {},
): Tensor {
  checkCall('convTranspose2d', arguments, convTranspose2dArguments)
  const { outputPadding = 0, ...options } = given
  const geometry = geometryOf('convTranspose2d', options)
  const { stride, padding, dilation, groups } = geometry
  const extra = pairOf('convTranspose2d: outputPadding', outputPadding, 0)
  const outputs = weight.shape[1] * groups
  checkConvolution(
    'convTranspose2d',
    'x [n, C, h, w], weight [C, O / groups, kh, kw], bias [O]',
    [x, weight, bias],
    geometry,
    { channels: weight.shape[0], outputs },
  )
  const [rows, columns] = [0, 1].map((axis) => {
    const most = Math.max(stride[axis], dilation[axis])
    if (extra[axis] >= most) {
      throw new ValueError(
        `convTranspose2d: outputPadding: expected less than the stride or the dilation, ${most}, found ${extra[axis]}`,
      )
    }
    const reach = dilation[axis] * (weight.shape[2 + axis] - 1) + 1
    return (x.shape[2 + axis] - 1) * stride[axis] - 2 * padding[axis] + reach + extra[axis]
  })
  if (rows < 1 || columns < 1) {
    throw new ShapeError(
      `convTranspose2d: expected a result of at least one row and column, found ${rows} x ${columns} of x ${formatShape(x.shape)}`,
    )
  }
  const y = conv2dInputGradient(x, weight, geometry, [x.shape[0], outputs, rows, columns])
  return bias === null ? y : add(y, reshape(bias, [outputs, 1, 1]))
}
