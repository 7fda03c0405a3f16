import { isSameView } from '../../../../core/layout'
import { Tensor } from '../../../../core/tensor'
import type { Call } from '../../../kernel'
import type { Fused } from './fused-matmul'

/** The gradient of a convolution or a pooling, then `reluGradient` of its whole result: masked where it is written. */
export function maskedPictureGradient(first: Call, second: Call, between: Tensor): Fused | null {
  const [op, gradient, mask, out] = second.args
  const { lowerWithMask } = first.kernel.lowering ?? {}
  if (!lowerWithMask || second.kernel.name !== 'binary' || op !== 'reluGradient') return null
  if (!(gradient instanceof Tensor && mask instanceof Tensor && out instanceof Tensor)) return null
  if (!isSameView(gradient, between) || mask.dtype !== between.dtype) return null
  return { lower: (context) => lowerWithMask(context, [...first.args.slice(0, -1), out], mask) }
}
