import { abs, subtract, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { Loss, lossInputs, reduceLosses, requireSameShape } from './loss'

/** `|x - t|`, whose derivative is the sign of `x - t`, 0 where they are equal. */
export class L1Loss extends Loss {
  forward(input: Tensor, target: Tensor): Tensor {
    checkCall('L1Loss.forward', arguments, lossInputs)
    requireSameShape('L1Loss', input, target)
    return reduceLosses(abs(subtract(input, target)), this.reduction)
  }
}
