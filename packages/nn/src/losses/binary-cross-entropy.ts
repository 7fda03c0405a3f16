import { multiply, softplus, subtract, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { Loss, lossInputs, reduceLosses, requireSameShape } from './loss'

/**
 * Cross entropy of independent yes-or-no answers, from logits. With p = sigmoid(x):
 * `-t log p - (1 - t) log(1 - p) = softplus(x) - t x`, because log p = x - softplus(x) and
 * log(1 - p) = -softplus(x). So nothing overflows, and the derivative is `sigmoid(x) - t`.
 * Targets are from 0 to 1, of the input's shape.
 */
export class BCEWithLogitsLoss extends Loss {
  forward(input: Tensor, target: Tensor): Tensor {
    checkCall('BCEWithLogitsLoss.forward', arguments, lossInputs)
    requireSameShape('BCEWithLogitsLoss', input, target)
    return reduceLosses(subtract(softplus(input), multiply(target, input)), this.reduction)
  }
}
