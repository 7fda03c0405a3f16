import { copy, copyInto, noGrad, type Tensor } from '@handwritten/tensor'
import { requireOption } from '../errors'
import { blend } from './arithmetic'

/**
 * A running mean of parameters, `a = decay a + (1 - decay) p` after every step, which often
 * generalizes better than the last values do. It begins with the parameters as they are. Polyak and
 * Juditsky, "Acceleration of stochastic approximation by averaging" (1992), with forgetting.
 */
export class WeightAverage {
  /** The means, in the order of the parameters. */
  readonly averages: readonly Tensor[]
  readonly #parameters: readonly Tensor[]
  readonly #decay: number

  constructor(parameters: readonly Tensor[], { decay = 0.999 }: { decay?: number } = {}) {
    requireOption(decay >= 0 && decay < 1, 'WeightAverage: decay', 'in [0, 1)', decay)
    this.#parameters = parameters
    this.#decay = decay
    this.averages = noGrad(() => parameters.map((parameter) => copy(parameter)))
  }

  /** To be called after each step of the optimizer. */
  update(): void {
    noGrad(() => {
      this.#parameters.forEach((parameter, place) => {
        blend(this.averages[place], parameter, this.#decay)
      })
    })
  }

  /** Exchanges the parameters with their means: once before an evaluation, once more after it. */
  swap(): void {
    noGrad(() => {
      this.#parameters.forEach((parameter, place) => {
        const last = copy(parameter)
        copyInto(parameter, this.averages[place])
        copyInto(this.averages[place], last)
      })
    })
  }
}
