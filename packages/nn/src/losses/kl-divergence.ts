import {
  divide,
  greater,
  log,
  multiply,
  subtract,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@handwritten/tensor'
import { Loss, type Reduction, reduceLosses, requireSameShape } from './loss'

/**
 * `t (log t - x)`, where x are log probabilities and t probabilities; 0 where t is 0. The derivative
 * is `-t`. `'batchMean'` divides the sum by the number of rows, which gives the divergence of
 * Kullback and Leibler itself.
 */
export class KLDivLoss extends Loss {
  readonly batchMean: boolean

  constructor({ reduction = 'mean' }: { reduction?: Reduction | 'batchMean' } = {}) {
    super({ reduction: reduction === 'batchMean' ? 'sum' : reduction })
    this.batchMean = reduction === 'batchMean'
  }

  forward(input: Tensor, target: Tensor): Tensor {
    requireSameShape('KLDivLoss', input, target)
    const entropy = where(greater(target, 0), multiply(target, log(target)), zerosLike(target))
    const losses = subtract(entropy, multiply(target, input))
    if (this.batchMean) return divide(sum(losses), input.shape[0])
    return reduceLosses(losses, this.reduction)
  }
}
