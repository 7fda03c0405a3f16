import { sigmoid, type Tensor } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'

/** `y = 1 / (1 + e^-x)`, from 0 to 1. With e^-x = (1 - y) / y the derivative is `y (1 - y)`. */
export class Sigmoid extends ShapeKeeping {
  forward(x: Tensor): Tensor {
    return sigmoid(x)
  }
}
