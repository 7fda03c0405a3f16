import { defineOperation, greater, multiply, type Tensor, where } from '@handwritten/tensor'
import { ShapeKeeping } from '../shape-keeping'

/** y = x where x > 0, else s x; hence dy/dx = 1 where x > 0, else s. */
const leakyRelu = /* @__PURE__ */ defineOperation({
  name: 'leakyRelu',
  forward: ([x]: [Tensor], slope: number) => where(greater(x, 0), x, multiply(x, slope)),
  gradients: ([x], _, slope) => [(g) => where(greater(x, 0), g, multiply(g, slope))],
})

/** `x` where it is positive, else `negativeSlope * x`, so that no unit stops learning. */
export class LeakyReLU extends ShapeKeeping {
  readonly negativeSlope: number

  constructor({ negativeSlope = 0.01 }: { negativeSlope?: number } = {}) {
    super()
    this.negativeSlope = negativeSlope
  }

  forward(x: Tensor): Tensor {
    return leakyRelu(x, this.negativeSlope)
  }

  override toString(): string {
    return `LeakyReLU(${this.negativeSlope})`
  }
}
