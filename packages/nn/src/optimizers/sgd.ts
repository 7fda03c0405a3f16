import { boolean, options } from '@handwritten/checks'
import { sgdUpdate, type Tensor, zerosLike } from '@handwritten/tensor'
import { checkCall, definedOnly, someNumber } from '../checks'
import { requireOption } from '../errors'
import { Optimizer, type ParameterGroup, type StepState } from './optimizer'
import { parametersCheck } from './settings-checks'

/** What {@link SGD} can be told. */
export interface SGDSettings {
  /** The learning rate. */
  lr: number
  /** How much of the velocity is kept from step to step, from 0. Default 0: no velocity. */
  momentum: number
  /** How much of the new gradient is kept out of the velocity. Default 0. */
  dampening: number
  /** Adds this fraction of the parameter to its gradient. Default 0. */
  weightDecay: number
  /** Looks one step ahead along the velocity. Default false; needs momentum and no dampening. */
  nesterov: boolean
}

type SGDSlots = { readonly velocity?: Tensor }

const settingsChecks = {
  lr: someNumber,
  momentum: someNumber,
  dampening: someNumber,
  weightDecay: someNumber,
  nesterov: boolean,
}

const optimizerArguments = {
  parameters: /* @__PURE__ */ parametersCheck<SGDSettings>(settingsChecks),
  settings: /* @__PURE__ */ options<Pick<SGDSettings, 'lr'> & Partial<SGDSettings>>(
    settingsChecks,
    'lr',
  ),
}

/**
 * Stochastic gradient descent. With `g = gradient + weightDecay * p`, rate `r` and momentum `m`:
 *
 *     v = g                          at the first step
 *     v = m v + (1 - dampening) g    later
 *     p = p - r (g + m v)            with nesterov
 *     p = p - r v                    without
 *
 * and `p = p - r g` without momentum. Sutskever et al., "On the importance of initialization and
 * momentum in deep learning" (2013), in PyTorch's form.
 */
export class SGD extends Optimizer<SGDSettings, SGDSlots> {
  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<SGDSettings>[],
    settings: Pick<SGDSettings, 'lr'> & Partial<SGDSettings>,
  ) {
    checkCall('SGD', arguments, optimizerArguments)
    super(parameters, {
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      ...definedOnly(settings),
    })
    for (const { settings: own } of this.groups) checkSettings(own)
  }

  protected override hyperparameters(settings: SGDSettings): number[] {
    return [settings.momentum, settings.dampening, settings.weightDecay]
  }

  protected override slots(parameter: Tensor, settings: SGDSettings): SGDSlots {
    return settings.momentum === 0 ? {} : { velocity: zerosLike(parameter) }
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    { velocity }: SGDSlots,
    { hyper, settings }: StepState<SGDSettings>,
  ): void {
    sgdUpdate(parameter, gradient, hyper, {
      velocity: velocity ?? null,
      nesterov: settings.nesterov,
    })
  }
}

function checkSettings({ momentum, dampening, weightDecay, nesterov }: SGDSettings): void {
  requireOption(momentum >= 0, 'SGD: momentum', 'at least 0', momentum)
  requireOption(weightDecay >= 0, 'SGD: weightDecay', 'at least 0', weightDecay)
  if (!nesterov) return
  requireOption(momentum > 0, 'SGD: momentum', 'above 0 with nesterov', momentum)
  requireOption(dampening === 0, 'SGD: dampening', '0 with nesterov', dampening)
}
