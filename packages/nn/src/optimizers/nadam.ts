import { optional, options } from '@handwritten/checks'
import {
  add,
  astype,
  copyInto,
  divide,
  multiply,
  ones,
  pow,
  sqrt,
  square,
  subtract,
  type Tensor,
  zerosLike,
} from '@handwritten/tensor'
import { checkCall, definedOnly, someNumber } from '../checks'
import { requireOption } from '../errors'
import { blend, decayed, rateOf, stepOf } from './arithmetic'
import { Optimizer, type ParameterGroup, type StepState } from './optimizer'
import { betasCheck, parametersCheck } from './settings-checks'

/** What {@link NAdam} can be told. */
export interface NAdamSettings {
  /** The learning rate. Default 0.002. */
  lr: number
  /** How much of the running means of g and of g^2 is kept, each in [0, 1). Default 0.9 and 0.999. */
  betas: readonly [number, number]
  /** Keeps the division from 0. Default 1e-8. */
  epsilon: number
  /** Default 0. */
  weightDecay: number
  /** How fast the momentum rises to beta1. Default 0.004. */
  momentumDecay: number
}

type NAdamSlots = { readonly first: Tensor; readonly second: Tensor; readonly momenta: Tensor }

const DEFAULTS: NAdamSettings = {
  lr: 0.002,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  weightDecay: 0,
  momentumDecay: 0.004,
}

const settingsChecks = {
  lr: someNumber,
  epsilon: someNumber,
  weightDecay: someNumber,
  momentumDecay: someNumber,
  betas: betasCheck,
}

const optimizerArguments = {
  parameters: /* @__PURE__ */ parametersCheck<NAdamSettings>(settingsChecks),
  settings: /* @__PURE__ */ optional(options<Partial<NAdamSettings>>(settingsChecks)),
}

/**
 * Adam that looks one step ahead, as Nesterov does. At step t, with `g = gradient + weightDecay * p`:
 *
 *     mu_t = beta1 (1 - 0.96^(t momentumDecay) / 2),  M = mu_1 mu_2 ... mu_t
 *     m = beta1 m + (1 - beta1) g,  v = beta2 v + (1 - beta2) g^2
 *     d = sqrt(v / (1 - beta2^t)) + epsilon
 *     p = p - lr ((1 - mu_t) / (1 - M) g + mu_t+1 / (1 - M mu_t mu_t+1) m) / d
 *
 * Dozat, "Incorporating Nesterov momentum into Adam" (2016), in the form of PyTorch 1.13. Dozat and later
 * versions of PyTorch have `1 - M mu_t+1` in the last fraction; the difference fades within some steps.
 */
export class NAdam extends Optimizer<NAdamSettings, NAdamSlots> {
  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<NAdamSettings>[],
    settings: Partial<NAdamSettings> = {},
  ) {
    checkCall('NAdam', arguments, optimizerArguments)
    super(parameters, { ...DEFAULTS, ...definedOnly(settings) })
    for (const { settings: own } of this.groups) checkSettings(own)
  }

  protected override hyperparameters(): number[] {
    return []
  }

  protected override slots(parameter: Tensor): NAdamSlots {
    return {
      first: zerosLike(parameter),
      second: zerosLike(parameter),
      momenta: ones([], { dtype: 'float64' }),
    }
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    { first, second, momenta }: NAdamSlots,
    state: StepState<NAdamSettings>,
  ): void {
    const { betas, epsilon, weightDecay } = state.settings
    const g = decayed(gradient, parameter, weightDecay)
    blend(first, g, betas[0])
    blend(second, square(g), betas[1])
    const t = stepOf(state)
    const { ofGradient, ofMean } = lookAhead(t, momenta, state.settings)
    const cast = (scalar: Tensor) => astype(scalar, parameter.dtype)
    const unbiased = divide(second, cast(subtract(1, pow(betas[1], t))))
    const ahead = add(multiply(g, cast(ofGradient)), multiply(first, cast(ofMean)))
    const direction = divide(ahead, add(sqrt(unbiased), epsilon))
    copyInto(parameter, subtract(parameter, multiply(direction, rateOf(state, parameter))))
  }
}

/** The factors of g and m at step t, 0-d; multiplies mu_t into `momenta`. */
function lookAhead(
  t: Tensor,
  momenta: Tensor,
  { betas, momentumDecay }: NAdamSettings,
): { ofGradient: Tensor; ofMean: Tensor } {
  const momentum = (step: Tensor) => {
    const remaining = multiply(pow(0.96, multiply(step, momentumDecay)), 0.5)
    return multiply(subtract(1, remaining), betas[0])
  }
  const now = momentum(t)
  const next = momentum(add(t, 1))
  copyInto(momenta, multiply(momenta, now))
  return {
    ofGradient: divide(subtract(1, now), subtract(1, momenta)),
    ofMean: divide(next, subtract(1, multiply(momenta, multiply(now, next)))),
  }
}

function checkSettings({ betas, epsilon, weightDecay, momentumDecay }: NAdamSettings): void {
  for (const beta of betas) requireOption(beta >= 0 && beta < 1, 'NAdam: betas', 'in [0, 1)', beta)
  requireOption(epsilon >= 0, 'NAdam: epsilon', 'at least 0', epsilon)
  requireOption(weightDecay >= 0, 'NAdam: weightDecay', 'at least 0', weightDecay)
  requireOption(momentumDecay >= 0, 'NAdam: momentumDecay', 'at least 0', momentumDecay)
}
