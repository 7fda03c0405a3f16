import type { Call } from '../../../../capture/trace'
import { isSameView } from '../../../../core/layout'
import { Tensor } from '../../../../core/tensor'
import type { KernelName } from '../../../kernel-roles'
import { lowerConv2dInputGradient } from '../lower/convolution'
import { lowerAvgPool2dGradient, lowerMaxPool2dGradient } from '../lower/pooling'
import type { Fused } from './fused-matmul'

/** The gradients that can apply the mask of a ReLU themselves. */
const lowerings: { readonly [K in KernelName]?: typeof lowerConv2dInputGradient } = {
  conv2dInputGradient: lowerConv2dInputGradient,
  maxPool2dGradient: lowerMaxPool2dGradient,
  avgPool2dGradient: lowerAvgPool2dGradient,
}

/** The gradient of a convolution or a pooling, then `reluGradient` of all of it: masked where it is written. */
export function maskedPictureGradient(first: Call, second: Call, between: Tensor): Fused | null {
  const [op, gradient, mask, out] = second.args
  const lower = lowerings[first.kernel]
  if (lower === undefined || second.kernel !== 'binary' || op !== 'reluGradient') return null
  if (!(gradient instanceof Tensor && mask instanceof Tensor && out instanceof Tensor)) return null
  if (!isSameView(gradient, between) || mask.dtype !== between.dtype) return null
  return { lower: (context) => lower(context, [...first.args.slice(0, -1), out], mask) }
}
