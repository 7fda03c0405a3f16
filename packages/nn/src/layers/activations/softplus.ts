import { divide, multiply, softplus, type Tensor } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'

/**
 * `log(1 + e^(beta x)) / beta`, a ReLU with a rounded corner. The derivative is `sigmoid(beta x)`.
 * It is computed without overflow, so there is no threshold above which it becomes `x`.
 */
export class Softplus extends ShapeKeeping {
  readonly beta: number

  constructor({ beta = 1 }: { beta?: number } = {}) {
    super()
    this.beta = beta
  }

  forward(x: Tensor): Tensor {
    if (this.beta === 1) return softplus(x)
    return divide(softplus(multiply(x, this.beta)), this.beta)
  }

  override toString(): string {
    return `Softplus(${this.beta})`
  }
}
