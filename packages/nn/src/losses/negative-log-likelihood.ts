import { divide, multiply, negative, sum, type Tensor, take } from '@handwritten/tensor'
import { Loss, type LossOptions, reduceLosses } from './loss'
import { pickClass } from './pick-class'

/**
 * `-x[label]`, from log probabilities x [n, classes] and labels int32 [n]; with weights each is
 * multiplied by that of its class, and the mean divides by the sum of the labels' weights. The
 * derivative is `-weight` at the label and 0 elsewhere.
 */
export class NLLLoss extends Loss {
  readonly weight: Tensor | null

  /** @param options `weight`: how much each class counts, float [classes] */
  constructor({ weight, ...options }: LossOptions & { weight?: Tensor } = {}) {
    super(options)
    this.weight = weight ?? null
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const hits = negative(pickClass(input, target))
    if (!this.weight) return reduceLosses(hits, this.reduction)
    const weights = take(this.weight, target)
    const losses = multiply(hits, weights)
    if (this.reduction !== 'mean') return reduceLosses(losses, this.reduction)
    return divide(sum(losses), sum(weights))
  }
}
