import { square, subtract, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { Loss, lossInputs, reduceLosses, requireSameShape } from './loss'

/** `(x - t)^2`, whose derivative is `2 (x - t)`. Input and target have one shape. */
export class MSELoss extends Loss {
  forward(input: Tensor, target: Tensor): Tensor {
    checkCall('MSELoss.forward', arguments, lossInputs)
    requireSameShape('MSELoss', input, target)
    return reduceLosses(square(subtract(input, target)), this.reduction)
  }
}
