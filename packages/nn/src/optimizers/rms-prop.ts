import { boolean, optional, options } from '@handwritten/checks'
import {
  add,
  copyInto,
  divide,
  multiply,
  sqrt,
  square,
  subtract,
  type Tensor,
  zerosLike,
} from '@handwritten/tensor'
import { checkCall, definedOnly, someNumber } from '../checks'
import { requireOption } from '../errors'
import { blend, decayed, rateOf } from './arithmetic'
import { Optimizer, type ParameterGroup, type StepState } from './optimizer'
import { parametersCheck } from './settings-checks'

/** What {@link RMSprop} can be told. */
export interface RMSpropSettings {
  /** The learning rate. Default 0.01. */
  lr: number
  /** How much of the running means is kept, in [0, 1). Default 0.99. */
  alpha: number
  /** Keeps the division from 0. Default 1e-8. */
  epsilon: number
  /** Default 0. */
  weightDecay: number
  /** How much of the velocity is kept from step to step. Default 0: no velocity. */
  momentum: number
  /** Divides by the deviation from the running mean instead of the size. Default false. */
  centered: boolean
}

type RMSpropSlots = {
  readonly squares: Tensor
  readonly mean?: Tensor
  readonly velocity?: Tensor
}

const DEFAULTS: RMSpropSettings = {
  lr: 0.01,
  alpha: 0.99,
  epsilon: 1e-8,
  weightDecay: 0,
  momentum: 0,
  centered: false,
}

const settingsChecks = {
  lr: someNumber,
  alpha: someNumber,
  epsilon: someNumber,
  weightDecay: someNumber,
  momentum: someNumber,
  centered: boolean,
}

const optimizerArguments = {
  parameters: /* @__PURE__ */ parametersCheck<RMSpropSettings>(settingsChecks),
  settings: /* @__PURE__ */ optional(options<Partial<RMSpropSettings>>(settingsChecks)),
}

/**
 * Divides the gradient by the root of its running mean square. With `g = gradient + weightDecay * p`:
 *
 *     s = alpha s + (1 - alpha) g^2
 *     d = g / (sqrt(s) + epsilon)             or, centered, with a = alpha a + (1 - alpha) g,
 *     d = g / (sqrt(s - a^2) + epsilon)
 *     v = momentum v + d,  p = p - lr v
 *
 * Tieleman and Hinton (2012), lecture 6.5 of "Neural networks for machine learning"; centered: Graves,
 * "Generating sequences with recurrent neural networks" (2013), equations 38 to 41, in PyTorch's form.
 */
export class RMSprop extends Optimizer<RMSpropSettings, RMSpropSlots> {
  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<RMSpropSettings>[],
    settings: Partial<RMSpropSettings> = {},
  ) {
    checkCall('RMSprop', arguments, optimizerArguments)
    super(parameters, { ...DEFAULTS, ...definedOnly(settings) })
    for (const { settings: own } of this.groups) checkSettings(own)
  }

  protected override hyperparameters(): number[] {
    return []
  }

  protected override slots(parameter: Tensor, settings: RMSpropSettings): RMSpropSlots {
    return {
      squares: zerosLike(parameter),
      ...(settings.centered && { mean: zerosLike(parameter) }),
      ...(settings.momentum > 0 && { velocity: zerosLike(parameter) }),
    }
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    { squares, mean, velocity }: RMSpropSlots,
    state: StepState<RMSpropSettings>,
  ): void {
    const { alpha, epsilon, weightDecay, momentum } = state.settings
    const g = decayed(gradient, parameter, weightDecay)
    blend(squares, square(g), alpha)
    if (mean) blend(mean, g, alpha)
    const variance = mean ? subtract(squares, square(mean)) : squares
    const direction = divide(g, add(sqrt(variance), epsilon))
    if (velocity) copyInto(velocity, add(multiply(velocity, momentum), direction))
    const move = multiply(velocity ?? direction, rateOf(state, parameter))
    copyInto(parameter, subtract(parameter, move))
  }
}

function checkSettings({ alpha, epsilon, weightDecay, momentum }: RMSpropSettings): void {
  requireOption(alpha >= 0 && alpha < 1, 'RMSprop: alpha', 'in [0, 1)', alpha)
  requireOption(epsilon >= 0, 'RMSprop: epsilon', 'at least 0', epsilon)
  requireOption(weightDecay >= 0, 'RMSprop: weightDecay', 'at least 0', weightDecay)
  requireOption(momentum >= 0, 'RMSprop: momentum', 'at least 0', momentum)
}
