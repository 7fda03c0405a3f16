import { oneOf, optional, options } from '@handwritten/checks'
import {
  add,
  defineOperation,
  erf,
  exp,
  multiply,
  square,
  subtract,
  type Tensor,
  tanh,
} from '@handwritten/tensor'
import { checkCall } from '../../checks'
import { ShapeKeeping } from '../shape-keeping'

/** The normal distribution's cumulative function, P(x) = (1 + erf(x / sqrt 2)) / 2. */
function probability(x: Tensor): Tensor {
  return multiply(add(erf(multiply(x, Math.SQRT1_2)), 1), 0.5)
}

/** Its derivative, p(x) = e^(-x^2 / 2) / sqrt(2 pi). */
function density(x: Tensor): Tensor {
  return multiply(exp(multiply(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI))
}

/** y = x P(x), and by the product rule dy/dx = P(x) + x p(x). */
const exactGelu = /* @__PURE__ */ defineOperation({
  name: 'gelu',
  forward: ([x]: [Tensor]) => multiply(x, probability(x)),
  gradients: ([x]) => [(g) => multiply(g, add(probability(x), multiply(x, density(x))))],
})

const ROOT = Math.sqrt(2 / Math.PI)
const CUBIC = 0.044715

/** t = tanh(u) with u = sqrt(2 / pi) (x + 0.044715 x^3). */
function bend(x: Tensor): Tensor {
  return tanh(multiply(multiply(x, add(multiply(square(x), CUBIC), 1)), ROOT))
}

/**
 * y = x (1 + t) / 2. Since dt/dx = (1 - t^2) du/dx and du/dx = sqrt(2 / pi) (1 + 3 0.044715 x^2):
 * dy/dx = (1 + t + x (1 - t^2) du/dx) / 2.
 */
const tanhGelu = /* @__PURE__ */ defineOperation({
  name: 'gelu',
  forward: ([x]: [Tensor]) => multiply(multiply(x, add(bend(x), 1)), 0.5),
  gradients: ([x]) => [
    (g) => {
      const t = bend(x)
      const slope = multiply(add(multiply(square(x), 3 * CUBIC), 1), ROOT)
      const bending = multiply(multiply(x, subtract(1, square(t))), slope)
      return multiply(g, multiply(add(add(t, 1), bending), 0.5))
    },
  ],
})

/** What {@link GELU} can be told. */
export interface GELUOptions {
  /** `'tanh'` for the approximation that many published weights were trained with. Default `'none'`. */
  approximate?: 'none' | 'tanh'
}

const geluArguments = {
  options: /* @__PURE__ */ optional(options<GELUOptions>({ approximate: oneOf('none', 'tanh') })),
}

/**
 * `x` times the probability that a normal number is below it. Hendrycks and Gimpel, "Gaussian error
 * linear units" (2016).
 */
export class GELU extends ShapeKeeping {
  readonly approximate: 'none' | 'tanh'

  constructor(options: GELUOptions = {}) {
    super()
    checkCall('GELU', arguments, geluArguments)
    const { approximate = 'none' } = options
    this.approximate = approximate
  }

  forward(x: Tensor): Tensor {
    return this.approximate === 'tanh' ? tanhGelu(x) : exactGelu(x)
  }

  override toString(): string {
    return this.approximate === 'tanh' ? 'GELU(tanh)' : 'GELU'
  }
}
