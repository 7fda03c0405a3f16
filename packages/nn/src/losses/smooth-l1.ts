import { abs, divide, less, square, subtract, type Tensor, where } from '@handwritten/tensor'
import { requireOption } from '../errors'
import { Loss, type LossOptions, reduceLosses, requireSameShape } from './loss'

/**
 * With `d = x - t`: `d^2 / (2 beta)` where `|d| < beta`, else `|d| - beta / 2`. The derivative,
 * `d / beta` inside and the sign of `d` outside, is the same from both sides at the seam. Huber (1964),
 * divided by beta.
 */
export class SmoothL1Loss extends Loss {
  readonly beta: number

  constructor({ beta = 1, ...options }: LossOptions & { beta?: number } = {}) {
    super(options)
    requireOption(beta > 0, 'SmoothL1Loss: beta', 'above 0', beta)
    this.beta = beta
  }

  forward(input: Tensor, target: Tensor): Tensor {
    requireSameShape('SmoothL1Loss', input, target)
    const difference = subtract(input, target)
    const size = abs(difference)
    const losses = where(
      less(size, this.beta),
      divide(square(difference), 2 * this.beta),
      subtract(size, this.beta / 2),
    )
    return reduceLosses(losses, this.reduction)
  }
}
