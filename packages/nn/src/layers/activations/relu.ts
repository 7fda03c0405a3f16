import { relu, type Tensor } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'

/** `max(x, 0)`. Its derivative is 1 where x > 0 and 0 elsewhere, at 0 too. */
export class ReLU extends ShapeKeeping {
  forward(x: Tensor): Tensor {
    return relu(x)
  }
}
