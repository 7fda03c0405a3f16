import { copyInto, noGrad, Tensor, TensorError } from '@handwritten/tensor'
import { LayerError, StateError } from './errors'

/** Named tensors, in PyTorch's names and layout: `0.weight`, `0.bias`, `1.running_mean`. */
export type StateDict = Record<string, Tensor>

/** Sees what each module gives, inner ones before those that hold them. */
export type CallWatcher = (module: Module, output: Tensor) => void

let watcher: CallWatcher | null = null

/** Does `work` while `watch` sees the output of every module that is called. */
export function watchCalls<Result>(watch: CallWatcher, work: () => Result): Result {
  const outer = watcher
  watcher = watch
  try {
    return work()
  } finally {
    watcher = outer
  }
}

/**
 * A layer or a network of layers. A subclass holds its tensors and its inner modules in ordinary
 * fields and computes in `forward`; what it learns and saves is found in those fields:
 * a tensor that requires a gradient is a parameter, any other tensor is a buffer (state that is
 * saved but not learned), a module is a child. Private `#fields` are not looked at.
 */
export abstract class Module {
  /** True while learning; Dropout and BatchNorm behave differently when it is false. */
  training = true

  /** The output for an input `x`; shapes are the subclass's own. */
  abstract forward(x: Tensor): Tensor

  /**
   * `forward`, whose failure names this layer and the shape it was given.
   * @throws LayerError when the input does not fit
   */
  call(x: Tensor): Tensor {
    try {
      const y = this.forward(x)
      watcher?.(this, y)
      return y
    } catch (error) {
      if (!(error instanceof TensorError)) throw error
      const message = `${this} cannot take an input of shape [${x.shape.join(', ')}]: ${error.message}`
      throw new LayerError(message, { cause: error })
    }
  }

  /** The inner modules with the names their tensors are saved under. */
  children(): [string, Module][] {
    return ownFields(this).filter((field): field is [string, Module] => field[1] instanceof Module)
  }

  /** Every parameter of this module and its children, in the order of the fields. */
  namedParameters(): [string, Tensor][] {
    return this.namedTensors().filter(([, tensor]) => tensor.requiresGrad)
  }

  parameters(): Tensor[] {
    return this.namedParameters().map(([, tensor]) => tensor)
  }

  /** Lets Dropout and BatchNorm behave as in training (the default). */
  train(): this {
    return this.setTraining(true)
  }

  /** Lets Dropout and BatchNorm behave as in evaluation. */
  eval(): this {
    return this.setTraining(false)
  }

  /** Parameters and buffers by name: the tensors themselves, not copies. */
  stateDict(): StateDict {
    return Object.fromEntries(this.namedTensors())
  }

  /**
   * Copies the values of `state` into the parameters and buffers, converting their dtype.
   * Nothing is changed unless everything fits.
   * @throws StateError when a name is missing, is unknown, or has another shape
   */
  loadStateDict(state: StateDict): void {
    const own = this.namedTensors()
    checkNames(Object.keys(state), own)
    for (const [name, target] of own) checkShape(name, state[name], target)
    noGrad(() => {
      for (const [name, target] of own) copyInto(target, state[name])
    })
  }

  /** As in PyTorch's summaries: the class and its sizes. */
  toString(): string {
    return this.constructor.name
  }

  private namedTensors(): [string, Tensor][] {
    const own = ownFields(this).filter(
      (field): field is [string, Tensor] => field[1] instanceof Tensor,
    )
    const inner = this.children().flatMap(([prefix, child]) =>
      child.namedTensors().map(([name, tensor]): [string, Tensor] => [`${prefix}.${name}`, tensor]),
    )
    return [...own.map(([name, tensor]): [string, Tensor] => [snakeCase(name), tensor]), ...inner]
  }

  private setTraining(training: boolean): this {
    this.training = training
    for (const [, child] of this.children()) child.setTraining(training)
    return this
  }
}

function ownFields(module: Module): [string, unknown][] {
  return Object.entries(module)
}

/** `runningMean` to `running_mean`: saved names are PyTorch's. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function checkNames(given: string[], own: [string, Tensor][]): void {
  const expected = own.map(([name]) => name)
  const missing = expected.filter((name) => !given.includes(name))
  if (missing.length > 0) throw new StateError(`loadStateDict: ${missing.join(', ')} missing`)
  const unknown = given.filter((name) => !expected.includes(name))
  if (unknown.length > 0) {
    const names = expected.join(', ')
    throw new StateError(`loadStateDict: unknown ${unknown.join(', ')}; this module has ${names}`)
  }
}

function checkShape(name: string, found: Tensor, target: Tensor): void {
  if (found.shape.join() === target.shape.join()) return
  throw new StateError(
    `loadStateDict: ${name} has shape [${found.shape.join(', ')}], expected [${target.shape.join(', ')}]`,
  )
}
