import { oneOf, optional, options } from '@handwritten/checks'
import { abs, divide, less, square, subtract, type Tensor, where } from '@handwritten/tensor'
import { checkCall, someNumber } from '../checks'
import { requireOption } from '../errors'
import { Loss, type LossOptions, lossInputs, reduceLosses, requireSameShape } from './loss'

const smoothL1Arguments = {
  options: /* @__PURE__ */ optional(
    options<LossOptions & { beta?: number }>({
      beta: someNumber,
      reduction: oneOf('mean', 'sum', 'none'),
    }),
  ),
}

/**
 * With `d = x - t`: `d^2 / (2 beta)` where `|d| < beta`, else `|d| - beta / 2`. The derivative,
 * `d / beta` inside and the sign of `d` outside, is the same from both sides at the seam. Huber (1964),
 * divided by beta.
 */
export class SmoothL1Loss extends Loss {
  readonly beta: number

  constructor(options: LossOptions & { beta?: number } = {}) {
    checkCall('SmoothL1Loss', arguments, smoothL1Arguments)
    const { beta = 1, ...shared } = options
    super(shared)
    requireOption(beta > 0, 'SmoothL1Loss: beta', 'above 0', beta)
    this.beta = beta
  }

  forward(input: Tensor, target: Tensor): Tensor {
    checkCall('SmoothL1Loss.forward', arguments, lossInputs)
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
