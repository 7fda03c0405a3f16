import { oneOf, optional, options } from '@handwritten/checks'
import { divide, multiply, negative, sum, type Tensor, take } from '@handwritten/tensor'
import { checkCall, tensorCheck } from '../checks'
import { Loss, type LossOptions, lossInputs, reduceLosses } from './loss'
import { pickClass } from './pick-class'

const nllArguments = {
  options: /* @__PURE__ */ optional(
    options<LossOptions & { weight?: Tensor }>({
      weight: tensorCheck,
      reduction: oneOf('mean', 'sum', 'none'),
    }),
  ),
}

/**
 * `-x[label]`, from log probabilities x [n, classes] and labels int32 [n]; with weights each is
 * multiplied by that of its class, and the mean divides by the sum of the labels' weights. The
 * derivative is `-weight` at the label and 0 elsewhere.
 */
export class NLLLoss extends Loss {
  readonly weight: Tensor | null

  /** @param options `weight`: how much each class counts, float [classes] */
  constructor(options: LossOptions & { weight?: Tensor } = {}) {
    checkCall('NLLLoss', arguments, nllArguments)
    const { weight, ...shared } = options
    super(shared)
    this.weight = weight ?? null
  }

  forward(input: Tensor, target: Tensor): Tensor {
    checkCall('NLLLoss.forward', arguments, lossInputs)
    const hits = negative(pickClass(input, target))
    if (!this.weight) return reduceLosses(hits, this.reduction)
    const weights = take(this.weight, target)
    const losses = multiply(hits, weights)
    if (this.reduction !== 'mean') return reduceLosses(losses, this.reduction)
    return divide(sum(losses), sum(weights))
  }
}
