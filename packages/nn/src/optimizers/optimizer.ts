import { add, copyInto, noGrad, slice, type Tensor, tensor } from '@handwritten/tensor'
import { OptionError, requireOption, StateError } from '../errors'
import type { StateDict } from '../module'

/** What every optimizer can be told; each adds its own. */
export interface OptimizerSettings {
  /** The learning rate, not negative. */
  lr: number
}

/** Parameters that share settings; what is left out is as for all. */
export type ParameterGroup<Settings> = { parameters: readonly Tensor[] } & Partial<Settings>

/** Running values kept for one parameter, by name: `velocity`, `first`, ... */
export type Slots = Readonly<Record<string, Tensor>>

/** A group at work. */
export interface Group<Settings, Kept extends Slots = Slots> {
  readonly settings: Settings
  readonly parameters: readonly { readonly parameter: Tensor; readonly slots: Kept }[]
  /**
   * float64 [k]: the learning rate, what `hyperparameters` names, the number of steps taken. It is a
   * tensor, so that a captured step sees it change.
   */
  readonly hyper: Tensor<'float64'>
  /** The group's rate divided by the optimizer's. */
  readonly ratio: number
}

/**
 * Updates parameters from their gradients. A step is made of tensor operations only, the counting
 * of steps included, so that it can be captured. Parameters without a gradient are left alone.
 */
export abstract class Optimizer<
  Settings extends OptimizerSettings = OptimizerSettings,
  Kept extends Slots = Slots,
> {
  protected readonly groups: readonly Group<Settings, Kept>[]
  #lr: number

  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<Settings>[],
    settings: Settings,
  ) {
    this.groups = asGroups(parameters).map((group) => this.#prepare(group, settings))
    this.#lr = settings.lr
  }

  /** The settings between the rate and the step count in a group's `hyper`. */
  protected abstract hyperparameters(settings: Settings): number[]

  /** The running values of a parameter before the first step. */
  protected abstract slots(parameter: Tensor, settings: Settings): Kept

  /** Updates one parameter in place. */
  protected abstract update(
    parameter: Tensor,
    gradient: Tensor,
    slots: Kept,
    group: Group<Settings, Kept>,
  ): void

  /** The learning rate of the next step. */
  get lr(): number {
    return this.#lr
  }

  /** Groups with a rate of their own keep its ratio to this one. */
  set lr(rate: number) {
    requireRate(rate)
    this.#lr = rate
    for (const { hyper, ratio } of this.groups) hyper.data[hyper.offset] = rate * ratio
  }

  /** Updates every parameter that has a gradient. */
  step(): void {
    noGrad(() => {
      for (const group of this.groups) {
        countStep(group.hyper)
        for (const { parameter, slots } of group.parameters) {
          if (parameter.grad) this.update(parameter, parameter.grad, slots, group)
        }
      }
    })
  }

  /** Forgets the gradients, so that the next backward starts from nothing. */
  zeroGrad(): void {
    for (const { parameters } of this.groups) {
      for (const { parameter } of parameters) parameter.grad = null
    }
  }

  /**
   * The tensors that a continued run needs, themselves and not copies: per group its `hyper`, per
   * parameter its running values.
   */
  stateDict(): StateDict {
    return Object.fromEntries(
      this.groups.flatMap(({ hyper, parameters }, g): [string, Tensor][] => [
        [`${g}.hyper`, hyper],
        ...parameters.flatMap(({ slots }, p) =>
          Object.entries(slots).map(([name, slot]): [string, Tensor] => [
            `${g}.${p}.${name}`,
            slot,
          ]),
        ),
      ]),
    )
  }

  /** @throws StateError when an entry is missing or has another shape */
  loadStateDict(state: StateDict): void {
    const own = this.stateDict()
    for (const [name, target] of Object.entries(own)) {
      const found = state[name]
      if (!found) throw new StateError(`optimizer: ${name} missing`)
      if (found.shape.join() !== target.shape.join()) {
        throw new StateError(
          `optimizer: ${name} has shape [${found.shape.join(', ')}], expected [${target.shape.join(', ')}]`,
        )
      }
    }
    noGrad(() => {
      for (const [name, target] of Object.entries(own)) copyInto(target, state[name])
    })
    const { hyper, ratio } = this.groups[0]
    this.#lr = hyper.data[hyper.offset] / ratio
  }

  #prepare(group: ParameterGroup<Settings>, defaults: Settings): Group<Settings, Kept> {
    const { parameters, ...own } = group
    const settings: Settings = { ...defaults, ...own }
    requireRate(settings.lr)
    const hyper = [settings.lr, ...this.hyperparameters(settings), 0]
    return {
      settings,
      parameters: parameters.map((parameter) => ({
        parameter,
        slots: this.slots(parameter, settings),
      })),
      hyper: tensor(hyper, { dtype: 'float64' }),
      ratio: defaults.lr === 0 ? 1 : settings.lr / defaults.lr,
    }
  }
}

function asGroups<Settings>(
  parameters: readonly Tensor[] | readonly ParameterGroup<Settings>[],
): readonly ParameterGroup<Settings>[] {
  requireOption(
    Array.isArray(parameters),
    'optimizer: parameters',
    'a list such as model.parameters()',
    parameters,
  )
  if (parameters.length === 0) throw new OptionError('optimizer: there are no parameters to update')
  if ('parameters' in parameters[0]) return parameters as readonly ParameterGroup<Settings>[]
  return [{ parameters } as ParameterGroup<Settings>]
}

function requireRate(rate: number): void {
  requireOption(rate >= 0, 'optimizer: lr', 'at least 0', rate)
}

function countStep(hyper: Tensor): void {
  const count = slice(hyper, [[hyper.size - 1, hyper.size]])
  copyInto(count, add(count, 1))
}
