import { add, copyInto, noGrad, slice, type Tensor, tensor } from '@handwritten/tensor'
import { definedOnly } from '../checks'
import { OptionError, requireOption, StateError } from '../errors'
import type { StateDict } from '../module'
import { requireTensors } from '../tensors'

/** What every optimizer can be told; each adds its own. */
export interface OptimizerSettings {
  /** The learning rate, not negative. */
  lr: number
}

/** Parameters that share settings; what is left out is as for all. */
export type ParameterGroup<Settings> = { parameters: readonly Tensor[] } & Partial<Settings>

/** Running values kept for one parameter, by name: `velocity`, `first`, ... */
export type Slots = Readonly<Record<string, Tensor>>

/** What an update reads beside the parameter, its gradient and its slots. */
export interface StepState<Settings> {
  readonly settings: Settings
  /**
   * float64 [k]: the learning rate, what `hyperparameters` names, the number of steps this parameter
   * has taken. It is a tensor, so that a captured step sees it change.
   */
  readonly hyper: Tensor<'float64'>
}

/** One parameter with its own running values and its own count of steps. */
interface Member<Settings, Kept extends Slots> extends StepState<Settings> {
  readonly parameter: Tensor
  readonly slots: Kept
}

/** Parameters with common settings. */
export interface Group<Settings, Kept extends Slots = Slots> {
  readonly settings: Settings
  readonly parameters: readonly Member<Settings, Kept>[]
  /** float64 [parameters, k]: the `hyper` of each parameter is a row of it. */
  readonly hyper: Tensor<'float64'>
  /** The group's rate divided by the optimizer's. */
  readonly ratio: number
}

/**
 * Updates parameters from their gradients. A step is made of tensor operations only, the counting
 * of steps included, so that it can be captured. A parameter without a gradient keeps its value, its
 * running values and its count of steps, so one that joins later starts at its own first step.
 */
export abstract class Optimizer<
  Settings extends OptimizerSettings = OptimizerSettings,
  Kept extends Slots = Slots,
> {
  protected readonly groups: readonly Group<Settings, Kept>[]
  #lr: number

  /**
   * A tensor that is given twice in one group is updated once.
   * @throws OptionError when a setting is out of its range, when there is nothing to update, or when
   * a tensor is in two groups or is the result of an operation
   */
  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<Settings>[],
    settings: Settings,
  ) {
    const groups = asGroups(parameters)
    checkDistinct(groups)
    this.groups = groups.map((group) => this.#prepare(group, settings))
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
    state: StepState<Settings>,
  ): void

  /** What is updated: the parameters of all groups in their order, each once. */
  get parameters(): Tensor[] {
    return this.groups.flatMap(({ parameters }) => parameters.map(({ parameter }) => parameter))
  }

  /** The learning rate of the next step. */
  get lr(): number {
    return this.#lr
  }

  /** Groups with a rate of their own keep its ratio to this one. */
  set lr(rate: number) {
    requireRate(rate)
    this.#lr = rate
    for (const { parameters, ratio } of this.groups) {
      for (const { hyper } of parameters) hyper.data[hyper.offset] = rate * ratio
    }
  }

  /** Updates every parameter that has a gradient. */
  step(): void {
    noGrad(() => {
      for (const group of this.groups) {
        countSteps(group)
        for (const { parameter, slots, ...state } of group.parameters) {
          if (parameter.grad) this.update(parameter, parameter.grad, slots, state)
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

  /**
   * Copies a saved state. A `hyper` [k], as versions that counted steps by group saved it, is that of
   * every parameter of the group.
   * @throws StateError when an entry is missing or has another shape
   */
  loadStateDict(state: StateDict): void {
    const isRecord = typeof state === 'object' && state !== null
    if (!isRecord) throw new StateError('optimizer: loadStateDict takes what stateDict() gives')
    const own = this.stateDict()
    const shared = new Map(this.groups.map(({ hyper }, g) => [`${g}.hyper`, [hyper.shape[1]]]))
    for (const [name, target] of Object.entries(own)) {
      const found = state[name]
      if (!found) throw new StateError(`optimizer: ${name} missing`)
      const shapes = [target.shape, shared.get(name) ?? target.shape]
      if (shapes.every((shape) => found.shape.join() !== shape.join())) {
        throw new StateError(
          `optimizer: ${name} has shape [${found.shape.join(', ')}], expected [${target.shape.join(', ')}]`,
        )
      }
    }
    noGrad(() => {
      for (const [name, target] of Object.entries(own)) copyInto(target, state[name])
    })
    const source = this.groups.find(({ parameters, ratio }) => parameters.length > 0 && ratio > 0)
    if (source) this.#lr = source.hyper.data[source.hyper.offset] / source.ratio
  }

  #prepare(group: ParameterGroup<Settings>, defaults: Settings): Group<Settings, Kept> {
    const { parameters, ...own } = group
    const settings: Settings = { ...defaults, ...definedOnly(own) } as Settings
    requireRate(settings.lr)
    const row = [settings.lr, ...this.hyperparameters(settings), 0]
    const members = [...new Set(parameters)]
    const hyper = tensor(
      members.flatMap(() => row),
      {
        shape: [members.length, row.length],
        dtype: 'float64',
      },
    )
    return {
      settings,
      parameters: members.map((parameter, place) => ({
        parameter,
        slots: this.slots(parameter, settings),
        settings,
        hyper: slice(hyper, [place]),
      })),
      hyper,
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
  if (!parameters.every(isGroup)) {
    requireTensors('optimizer: parameters', parameters)
    return [{ parameters } as ParameterGroup<Settings>]
  }
  for (const group of parameters) {
    requireTensors('optimizer: parameters of a group', group.parameters)
  }
  return parameters as readonly ParameterGroup<Settings>[]
}

function isGroup(value: unknown): value is ParameterGroup<unknown> {
  return typeof value === 'object' && value !== null && 'parameters' in value
}

function requireRate(rate: number): void {
  requireOption(typeof rate === 'number' && rate >= 0, 'optimizer: lr', 'at least 0', rate)
}

/** A tensor in two groups would be updated by both, and one that is computed is written by no one. */
function checkDistinct(groups: readonly ParameterGroup<unknown>[]): void {
  const groupOf = new Map<Tensor, number>()
  groups.forEach(({ parameters }, g) => {
    for (const parameter of parameters) {
      const shape = `[${parameter.shape.join(', ')}]`
      if (parameter.node) {
        throw new OptionError(
          `optimizer: a parameter of shape ${shape} is the result of '${parameter.node.operation}'; ` +
            'only leaves can be updated',
        )
      }
      const other = groupOf.get(parameter) ?? g
      if (other !== g) {
        throw new OptionError(
          `optimizer: a parameter of shape ${shape} is in groups ${other} and ${g}; put it into one`,
        )
      }
      groupOf.set(parameter, g)
    }
  })
}

/** Adds 1 to the counts of the parameters that have a gradient, in as few writes as there are runs of them. */
function countSteps({ hyper, parameters }: Group<unknown>): void {
  const last = hyper.shape[1] - 1
  let begin = 0
  for (let end = 0; end <= parameters.length; end++) {
    if (parameters[end]?.parameter.grad) continue
    if (begin < end) {
      const counts = slice(hyper, [
        [begin, end],
        [last, last + 1],
      ])
      copyInto(counts, add(counts, 1))
    }
    begin = end + 1
  }
}
