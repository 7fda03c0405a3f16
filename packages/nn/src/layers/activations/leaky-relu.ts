import { finite, optional, options } from '@handwritten/checks'
import { defineOperation, greater, multiply, type Tensor, where } from '@handwritten/tensor'
import { checkCall } from '../../checks'
import { ShapeKeeping } from '../shape-keeping'

/** y = x where x > 0, else s x; hence dy/dx = 1 where x > 0, else s. */
const leakyRelu = /* @__PURE__ */ defineOperation({
  name: 'leakyRelu',
  forward: ([x]: [Tensor], slope: number) => where(greater(x, 0), x, multiply(x, slope)),
  gradients: ([x], _, slope) => [(g) => where(greater(x, 0), g, multiply(g, slope))],
})

const leakyReluArguments = {
  options: /* @__PURE__ */ optional(options<{ negativeSlope?: number }>({ negativeSlope: finite })),
}

/** `x` where it is positive, else `negativeSlope * x`, so that no unit stops learning. */
export class LeakyReLU extends ShapeKeeping {
  readonly negativeSlope: number

  constructor(options: { negativeSlope?: number } = {}) {
    super()
    checkCall('LeakyReLU', arguments, leakyReluArguments)
    const { negativeSlope = 0.01 } = options
    this.negativeSlope = negativeSlope
  }

  forward(x: Tensor): Tensor {
    return leakyRelu(x, this.negativeSlope)
  }

  override toString(): string {
    return `LeakyReLU(${this.negativeSlope})`
  }
}
