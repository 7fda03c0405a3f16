import { finite, optional, options } from '@handwritten/checks'
import { divide, multiply, softplus, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../../checks'
import { ShapeKeeping } from '../shape-keeping'

const softplusArguments = {
  options: /* @__PURE__ */ optional(options<{ beta?: number }>({ beta: finite })),
}

/**
 * `log(1 + e^(beta x)) / beta`, a ReLU with a rounded corner. The derivative is `sigmoid(beta x)`.
 * It is computed without overflow, so there is no threshold above which it becomes `x`.
 */
export class Softplus extends ShapeKeeping {
  readonly beta: number

  constructor(options: { beta?: number } = {}) {
    super()
    checkCall('Softplus', arguments, softplusArguments)
    const { beta = 1 } = options
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
