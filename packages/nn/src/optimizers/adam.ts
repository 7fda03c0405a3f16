import { boolean, optional, options } from '@handwritten/checks'
import { adamUpdate, type Tensor, zerosLike } from '@handwritten/tensor'
import { checkCall, definedOnly, someNumber } from '../checks'
import { requireOption } from '../errors'
import { Optimizer, type ParameterGroup, type StepState } from './optimizer'
import { betasCheck, parametersCheck } from './settings-checks'

/** What {@link Adam} and {@link AdamW} can be told. */
export interface AdamSettings {
  /** The learning rate. Default 0.001. */
  lr: number
  /** How much of the running means of g and of g^2 is kept, each in [0, 1). Default 0.9 and 0.999. */
  betas: readonly [number, number]
  /** Keeps the division from 0. Default 1e-8. */
  epsilon: number
  /** Default 0, for AdamW 0.01. */
  weightDecay: number
  /** Divides by the largest mean of g^2 so far (AMSGrad). Default false. */
  amsgrad: boolean
}

type AdamSlots = { readonly first: Tensor; readonly second: Tensor; readonly largest?: Tensor }

const DEFAULTS: AdamSettings = {
  lr: 0.001,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  weightDecay: 0,
  amsgrad: false,
}

const settingsChecks = {
  lr: someNumber,
  epsilon: someNumber,
  weightDecay: someNumber,
  amsgrad: boolean,
  betas: betasCheck,
}

const optimizerArguments = {
  parameters: /* @__PURE__ */ parametersCheck<AdamSettings>(settingsChecks),
  settings: /* @__PURE__ */ optional(options<Partial<AdamSettings>>(settingsChecks)),
}

/**
 * Steps of about the learning rate in every coordinate. At step t, with `g = gradient + weightDecay * p`:
 *
 *     m = beta1 m + (1 - beta1) g
 *     v = beta2 v + (1 - beta2) g^2
 *     p = p - lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 *
 * Kingma and Ba, "Adam" (2015); AMSGrad: Reddi et al., "On the convergence of Adam and beyond" (2018).
 */
export class Adam extends Optimizer<AdamSettings, AdamSlots> {
  /** Whether weight decay shrinks the parameter itself instead of joining the gradient. */
  protected readonly decoupled: boolean = false

  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<AdamSettings>[],
    settings: Partial<AdamSettings> = {},
  ) {
    checkCall('Adam', arguments, optimizerArguments)
    super(parameters, { ...DEFAULTS, ...definedOnly(settings) })
    for (const { settings: own } of this.groups) checkSettings(own)
  }

  protected override hyperparameters(settings: AdamSettings): number[] {
    return [...settings.betas, settings.epsilon, settings.weightDecay]
  }

  protected override slots(parameter: Tensor, { amsgrad }: AdamSettings): AdamSlots {
    const moments = { first: zerosLike(parameter), second: zerosLike(parameter) }
    return amsgrad ? { ...moments, largest: zerosLike(parameter) } : moments
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    { first, second, largest }: AdamSlots,
    { hyper }: StepState<AdamSettings>,
  ): void {
    const { decoupled } = this
    adamUpdate(parameter, gradient, first, second, hyper, { largest: largest ?? null, decoupled })
  }
}

/**
 * {@link Adam} whose weight decay is taken from the parameter, `p = p - lr * weightDecay * p`, before
 * the step. Loshchilov and Hutter, "Decoupled weight decay regularization" (2019).
 */
export class AdamW extends Adam {
  protected override readonly decoupled = true

  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<AdamSettings>[],
    settings: Partial<AdamSettings> = {},
  ) {
    checkCall('AdamW', arguments, optimizerArguments)
    super(parameters, { weightDecay: 0.01, ...definedOnly(settings) })
  }
}

function checkSettings({ betas, epsilon, weightDecay }: AdamSettings): void {
  for (const beta of betas) requireOption(beta >= 0 && beta < 1, 'Adam: betas', 'in [0, 1)', beta)
  requireOption(epsilon >= 0, 'Adam: epsilon', 'at least 0', epsilon)
  requireOption(weightDecay >= 0, 'Adam: weightDecay', 'at least 0', weightDecay)
}
