import { type Tensor, tanh } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'

/** `y = tanh(x)`, from -1 to 1. As the quotient of sinh and cosh it has the derivative `1 - y^2`. */
export class Tanh extends ShapeKeeping {
  forward(x: Tensor): Tensor {
    return tanh(x)
  }
}
