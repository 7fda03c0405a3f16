import { copyInto, noGrad, type Tensor, TensorError } from '@handwritten/tensor'
import { callState } from './calls'
import { checkCall } from './checks'
import { LayerError, StateError } from './errors'
import { fieldValues } from './fields'
import { distinct, everyModule, namedModules, nameInside } from './module-tree'
import { requireFoundModule, requireFoundParameters } from './ownership'
import { describe, isTensor } from './tensors'

/** Named tensors, in PyTorch's names and layout: `0.weight`, `0.bias`, `1.running_mean`. */
export type StateDict = Record<string, Tensor>

/** What `call` of a module takes: the parameters of its `forward`; tensors where that is not known. */
export type InputsOf<M extends Module> =
  Parameters<M['forward']> extends infer Inputs extends readonly unknown[]
    ? number extends Inputs['length']
      ? [Inputs[number]] extends [never]
        ? Tensor[]
        : Inputs
      : Inputs
    : never

const BRAND = Symbol.for('@handwritten/nn module')

/** Whether a value is a module, of this copy of the package or of another one. */
function isModule(value: unknown): value is Module {
  return typeof value === 'object' && value !== null && BRAND in value
}

/**
 * A layer or a network of layers. A subclass holds its tensors and its inner modules in fields, also in
 * arrays, maps and plain objects in fields, and computes in `forward`. What it learns and saves is found
 * there: a tensor that requires a gradient is a parameter, any other tensor is a buffer (state that is
 * saved but not learned), a module is a child. `#private` fields are not searched; a module that calls a
 * module or learns a tensor that is not found throws a `LayerError` when it is first called.
 *
 * A tensor or a module may be held in several places. It is then one parameter, with the name of the
 * first place, that each walk over the model counts, clips and updates once; a state has it under
 * every name, as in PyTorch.
 */
export abstract class Module {
  /** True while learning; Dropout and BatchNorm behave differently when it is false. */
  training = true

  /** @throws OptionError for arguments that a subclass without a constructor of its own is given */
  constructor() {
    checkCall(new.target.name, arguments, {})
  }

  get [BRAND](): true {
    return true
  }

  /** The output for one or several inputs, whose shapes are the subclass's own. */
  abstract forward(...inputs: never[]): Tensor

  /**
   * `forward`, whose failure names this layer and the shapes of its inputs.
   * @throws LayerError when an input does not fit, or when the module uses a module or a parameter that
   * is not in its fields
   */
  call<M extends Module>(this: M, ...inputs: InputsOf<M>): Tensor {
    this.checkInputs(inputs)
    const state = callState()
    const outer = state.root
    if (outer === null) state.root = this
    else requireFoundModule(outer, this)
    try {
      const y = this.forward(...(inputs as readonly unknown[] as never[]))
      state.watcher?.(this, y)
      if (outer === null) requireFoundParameters(this, inputs, y)
      return y
    } catch (error) {
      if (!(error instanceof TensorError)) throw error
      const message = `${this} cannot take ${describeInputs(inputs)}: ${error.message}`
      throw new LayerError(message, { cause: error })
    } finally {
      state.root = outer
    }
  }

  /** The modules in the fields, with the names their tensors are saved under: `head`, `blocks.0`. */
  children(): [string, Module][] {
    return fieldValues(this).filter((field): field is [string, Module] => isModule(field[1]))
  }

  /** Every parameter of this module and its children, in the order of the fields, each once. */
  namedParameters(): [string, Tensor][] {
    return distinct(namedTensors(this).filter(([, tensor]) => tensor.requiresGrad))
  }

  parameters(): Tensor[] {
    return this.namedParameters().map(([, tensor]) => tensor)
  }

  /** Lets Dropout and BatchNorm behave as in training (the default). */
  train(): this {
    for (const module of everyModule(this)) module.training = true
    return this
  }

  /** Lets Dropout and BatchNorm behave as in evaluation. */
  eval(): this {
    for (const module of everyModule(this)) module.training = false
    return this
  }

  /**
   * Parameters and buffers by name: the tensors themselves, not copies. One that is held in several
   * places has several names.
   */
  stateDict(): StateDict {
    return Object.fromEntries(namedTensors(this))
  }

  /**
   * Copies the values of `state` into the parameters and buffers, converting their dtype. For a tensor
   * of several names one of them is enough. Nothing is changed unless everything fits.
   * @throws StateError when a name is missing, is unknown, or has another shape, or when several names
   * of one tensor come with different values
   */
  loadStateDict(state: StateDict): void {
    if (typeof state !== 'object' || state === null) {
      throw new StateError('loadStateDict: expected tensors by name, as stateDict() gives them')
    }
    const own = namedTensors(this)
    checkNames(state, own)
    const given = own.filter(([name]) => Object.hasOwn(state, name))
    for (const [name, target] of given) checkEntry(name, state[name], target)
    checkShared(state, given)
    noGrad(() => {
      for (const [name, target] of given) copyInto(target, state[name])
    })
  }

  /** Called with what `call` is given, before `forward`; a subclass throws a `LayerError` for what it does not take. */
  protected checkInputs(_inputs: readonly unknown[]): void {}

  /** As in PyTorch's summaries: the class and its sizes. */
  toString(): string {
    return this.constructor.name
  }
}

/** Every tensor of a module and its children under each of its names. */
function namedTensors(root: Module): [string, Tensor][] {
  return namedModules(root).flatMap(([path, module]) =>
    fieldValues(module)
      .filter((field): field is [string, Tensor] => isTensor(field[1]))
      .map(([name, tensor]): [string, Tensor] => [nameInside(path, snakeCase(name)), tensor]),
  )
}

function describeInputs(inputs: readonly unknown[]): string {
  const shapes = inputs.map((input) =>
    isTensor(input) ? `[${input.shape.join(', ')}]` : describe(input),
  )
  return shapes.length === 1 ? `an input of shape ${shapes[0]}` : `inputs ${shapes.join(' and ')}`
}

/** `runningMean` to `running_mean`: saved names are PyTorch's. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function checkNames(state: StateDict, own: readonly [string, Tensor][]): void {
  const found = new Set(own.filter(([name]) => Object.hasOwn(state, name)).map(([, t]) => t))
  const missing = distinct(own).filter(([, tensor]) => !found.has(tensor))
  if (missing.length > 0) {
    throw new StateError(`loadStateDict: ${missing.map(([name]) => name).join(', ')} missing`)
  }
  const expected = own.map(([name]) => name)
  const unknown = Object.keys(state).filter((name) => !expected.includes(name))
  if (unknown.length > 0) {
    const names = expected.join(', ')
    throw new StateError(`loadStateDict: unknown ${unknown.join(', ')}; this module has ${names}`)
  }
}

function checkEntry(name: string, found: Tensor, target: Tensor): void {
  if (!isTensor(found)) {
    throw new StateError(`loadStateDict: ${name} must be a tensor, but is ${describe(found)}`)
  }
  if (found.shape.join() === target.shape.join()) return
  throw new StateError(
    `loadStateDict: ${name} has shape [${found.shape.join(', ')}], expected [${target.shape.join(', ')}]`,
  )
}

/** One tensor cannot hold the different values that a model without sharing has saved for its names. */
function checkShared(state: StateDict, given: readonly [string, Tensor][]): void {
  const names = new Map<Tensor, string>()
  for (const [name, target] of given) {
    const first = names.get(target)
    if (first === undefined) names.set(target, name)
    else if (!sameValues(state[first], state[name])) {
      throw new StateError(
        `loadStateDict: ${first} and ${name} are one tensor in this module, but differ in the state`,
      )
    }
  }
}

function sameValues(a: Tensor, b: Tensor): boolean {
  if (a === b) return true
  const [left, right] = [a.toTypedArray(), b.toTypedArray()]
  return left.every((value, place) => Object.is(value, right[place]))
}
