import { anything, boolean, optional, options } from '@handwritten/checks'
import {
  add,
  astype,
  copy,
  copyInto,
  divide,
  minimum,
  multiply,
  noGrad,
  subtract,
  type Tensor,
  zeros,
} from '@handwritten/tensor'
import { checkCall, someNumber } from '../checks'
import { requireOption, StateError } from '../errors'
import type { StateDict } from '../module'
import { requireTensors } from '../tensors'

/** What a {@link WeightAverage} can be told. */
export interface WeightAverageOptions {
  /** How much of the mean is kept at an update, in [0, 1). Default 0.999. */
  decay?: number
  /**
   * Begins with a short memory, so that the first weights are soon forgotten: the n-th update keeps
   * `(1 + n) / (10 + n)` until that exceeds `decay`. Default false.
   */
  warmUp?: boolean
}

const weightAverageArguments = {
  parameters: /* @__PURE__ */ anything<readonly Tensor[]>(),
  options: /* @__PURE__ */ optional(
    options<WeightAverageOptions>({ decay: someNumber, warmUp: boolean }),
  ),
}

/**
 * A running mean of parameters, `a = decay a + (1 - decay) p` at every update, which often
 * generalizes better than the last values do. It begins with the parameters as they are. Polyak and
 * Juditsky, "Acceleration of stochastic approximation by averaging" (1992), with forgetting.
 */
export class WeightAverage {
  /** The means, in the order of the parameters, of which each counts once. */
  readonly averages: readonly Tensor[]
  readonly #parameters: readonly Tensor[]
  readonly #decay: number
  readonly #warmUp: boolean
  /** Updates made: a tensor, so that a captured update sees it change. */
  readonly #count = zeros([], { dtype: 'float64' })

  constructor(parameters: readonly Tensor[], options: WeightAverageOptions = {}) {
    checkCall('WeightAverage', arguments, weightAverageArguments)
    const { decay = 0.999, warmUp = false } = options
    requireOption(decay >= 0 && decay < 1, 'WeightAverage: decay', 'in [0, 1)', decay)
    requireTensors('WeightAverage: parameters', parameters)
    this.#parameters = [...new Set(parameters)]
    this.#decay = decay
    this.#warmUp = warmUp
    this.averages = noGrad(() => this.#parameters.map((parameter) => copy(parameter)))
  }

  /** To be called after each step of the optimizer, or after each tenth with a decay to match. */
  update(): void {
    noGrad(() => {
      copyInto(this.#count, add(this.#count, 1))
      const renewed = this.#renewed()
      this.#parameters.forEach((parameter, place) => {
        const average = this.averages[place]
        const part = typeof renewed === 'number' ? renewed : astype(renewed, parameter.dtype)
        copyInto(average, add(average, multiply(subtract(parameter, average), part)))
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

  /** The means by their place, `0`, `1`, ..., and how many updates they have seen: not copies. */
  stateDict(): StateDict {
    const means = this.averages.map((average, place): [string, Tensor] => [String(place), average])
    return Object.fromEntries([...means, ['count', this.#count]])
  }

  /** @throws StateError when an entry is missing or has another shape */
  loadStateDict(state: StateDict): void {
    const own = Object.entries(this.stateDict())
    for (const [name, target] of own) {
      const found = state[name]?.shape
      if (found?.join() === target.shape.join()) continue
      const shape = found ? `shape [${found.join(', ')}]` : 'nothing'
      throw new StateError(
        `WeightAverage: ${name} must have shape [${target.shape.join(', ')}], found ${shape}`,
      )
    }
    noGrad(() => {
      for (const [name, target] of own) copyInto(target, state[name])
    })
  }

  /** The part of the mean that is replaced at the present update, 0-d. */
  #renewed(): Tensor | number {
    if (!this.#warmUp) return 1 - this.#decay
    const kept = divide(add(this.#count, 1), add(this.#count, 10))
    return subtract(1, minimum(kept, this.#decay))
  }
}
