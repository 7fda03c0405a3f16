import { optional, options } from '@handwritten/checks'
import {
  add,
  astype,
  copyInto,
  divide,
  fill,
  multiply,
  sqrt,
  square,
  subtract,
  type Tensor,
  zerosLike,
} from '@handwritten/tensor'
import { checkCall, definedOnly, someNumber } from '../checks'
import { requireOption } from '../errors'
import { decayed, rateOf, stepOf } from './arithmetic'
import { Optimizer, type ParameterGroup, type StepState } from './optimizer'
import { parametersCheck } from './settings-checks'

/** What {@link Adagrad} can be told. */
export interface AdagradSettings {
  /** The learning rate. Default 0.01. */
  lr: number
  /** Divides the rate of step t by `1 + (t - 1) lrDecay`. Default 0. */
  lrDecay: number
  /** Default 0. */
  weightDecay: number
  /** What the sums of squares begin with. Default 0. */
  initialSum: number
  /** Keeps the division from 0. Default 1e-10. */
  epsilon: number
}

type AdagradSlots = { readonly sum: Tensor }

const DEFAULTS: AdagradSettings = {
  lr: 0.01,
  lrDecay: 0,
  weightDecay: 0,
  initialSum: 0,
  epsilon: 1e-10,
}

const settingsChecks = {
  lr: someNumber,
  lrDecay: someNumber,
  weightDecay: someNumber,
  initialSum: someNumber,
  epsilon: someNumber,
}

const optimizerArguments = {
  parameters: /* @__PURE__ */ parametersCheck<AdagradSettings>(settingsChecks),
  settings: /* @__PURE__ */ optional(options<Partial<AdagradSettings>>(settingsChecks)),
}

/**
 * Divides the gradient by the root of the sum of all its squares so far. At step t, with
 * `g = gradient + weightDecay * p`:
 *
 *     s = s + g^2
 *     p = p - lr / (1 + (t - 1) lrDecay) g / (sqrt(s) + epsilon)
 *
 * Duchi, Hazan and Singer, "Adaptive subgradient methods" (2011), in PyTorch's form.
 */
export class Adagrad extends Optimizer<AdagradSettings, AdagradSlots> {
  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<AdagradSettings>[],
    settings: Partial<AdagradSettings> = {},
  ) {
    checkCall('Adagrad', arguments, optimizerArguments)
    super(parameters, { ...DEFAULTS, ...definedOnly(settings) })
    for (const { settings: own } of this.groups) checkSettings(own)
  }

  protected override hyperparameters(): number[] {
    return []
  }

  protected override slots(parameter: Tensor, { initialSum }: AdagradSettings): AdagradSlots {
    const sum = zerosLike(parameter)
    fill(sum, initialSum)
    return { sum }
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    { sum }: AdagradSlots,
    state: StepState<AdagradSettings>,
  ): void {
    const { lrDecay, weightDecay, epsilon } = state.settings
    const g = decayed(gradient, parameter, weightDecay)
    copyInto(sum, add(sum, square(g)))
    const slowing = add(multiply(subtract(stepOf(state), 1), lrDecay), 1)
    const rate = divide(rateOf(state, parameter), astype(slowing, parameter.dtype))
    const move = multiply(divide(g, add(sqrt(sum), epsilon)), rate)
    copyInto(parameter, subtract(parameter, move))
  }
}

function checkSettings({ lrDecay, weightDecay, initialSum, epsilon }: AdagradSettings): void {
  requireOption(lrDecay >= 0, 'Adagrad: lrDecay', 'at least 0', lrDecay)
  requireOption(weightDecay >= 0, 'Adagrad: weightDecay', 'at least 0', weightDecay)
  requireOption(initialSum >= 0, 'Adagrad: initialSum', 'at least 0', initialSum)
  requireOption(epsilon >= 0, 'Adagrad: epsilon', 'at least 0', epsilon)
}
