import { oneOf, optional, options } from '@handwritten/checks'
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
import { checkCall } from '../checks'
import { Loss, lossInputs, type Reduction, reduceLosses, requireSameShape } from './loss'

const klDivArguments = {
  options: /* @__PURE__ */ optional(
    options<{ reduction?: Reduction | 'batchMean' }>({
      reduction: oneOf('mean', 'sum', 'none', 'batchMean'),
    }),
  ),
}

/**
 * `t (log t - x)`, where x are log probabilities and t probabilities; 0 where t is 0. The derivative
 * is `-t`. `'batchMean'` divides the sum by the number of rows, which gives the divergence of
 * Kullback and Leibler itself.
 */
export class KLDivLoss extends Loss {
  readonly batchMean: boolean

  constructor(options: { reduction?: Reduction | 'batchMean' } = {}) {
    checkCall('KLDivLoss', arguments, klDivArguments)
    const { reduction = 'mean' } = options
    super({ reduction: reduction === 'batchMean' ? 'sum' : reduction })
    this.batchMean = reduction === 'batchMean'
  }

  forward(input: Tensor, target: Tensor): Tensor {
    checkCall('KLDivLoss.forward', arguments, lossInputs)
    requireSameShape('KLDivLoss', input, target)
    const entropy = where(greater(target, 0), multiply(target, log(target)), zerosLike(target))
    const losses = subtract(entropy, multiply(target, input))
    if (this.batchMean) return divide(sum(losses), input.shape[0])
    return reduceLosses(losses, this.reduction)
  }
}
