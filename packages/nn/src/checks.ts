import {
  boolean,
  type Check,
  callProblem,
  check,
  describe,
  func,
  oneOf,
  type Signature,
} from '@handwritten/checks'
import type { FloatDType, Generator, Tensor } from '@handwritten/tensor'
import { OptionError } from './errors'
import type { Initializer } from './initializers/initializer'
import type { Module } from './module'
import type { Optimizer } from './optimizers/optimizer'
import { isTensor } from './tensors'
import type { Loader } from './trainer/loader'

/**
 * Checks the arguments of a call, `arguments` in its body, in their order.
 * @throws OptionError that names the function or class and the argument or option
 */
export function checkCall(
  operation: string,
  values: ArrayLike<unknown>,
  signature: Signature,
): void {
  const problem = callProblem(values, signature)
  if (problem !== undefined) throw new OptionError(`${operation}: ${problem}`)
}

/** Any number, NaN included, whose range the function itself checks. */
export const someNumber: Check<number> = /* @__PURE__ */ check(
  'a number',
  (value) => typeof value === 'number',
)

export const tensorCheck: Check<Tensor> = /* @__PURE__ */ check(
  'a tensor (make arrays into tensors with tensor(...))',
  isTensor,
)

export const generatorCheck: Check<Generator> = /* @__PURE__ */ check('a Generator', (value) =>
  hasMethods(value, ['uniform', 'normal', 'split']),
)

export const floatCheck: Check<FloatDType> = /* @__PURE__ */ oneOf('float32', 'float64')

/** Options of layers with weights. */
export const weightChecks = {
  bias: boolean,
  dtype: floatCheck,
  generator: generatorCheck,
  initializer: /* @__PURE__ */ func<Initializer>(),
}

/** An object with these methods, of this copy of the package or of another one. */
export function withMethods<T>(expected: string, names: readonly string[]): Check<T> {
  return check(expected, (value) => hasMethods(value, names))
}

function hasMethods(value: unknown, names: readonly string[]): boolean {
  const isObject = typeof value === 'object' && value !== null
  return (
    isObject &&
    names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
  )
}

/** The bytes of a file, of this realm or of another. */
export const bytesCheck: Check<Uint8Array> = /* @__PURE__ */ check<Uint8Array>(
  'the bytes of a file in a Uint8Array',
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
)

/** Row numbers, of this realm or of another. */
export const int32Check: Check<Int32Array> = /* @__PURE__ */ check(
  'an Int32Array',
  (value) => Object.prototype.toString.call(value) === '[object Int32Array]',
)

export const moduleCheck: Check<Module> = /* @__PURE__ */ withMethods(
  'a module, such as a layer or a network',
  ['call', 'forward', 'parameters'],
)

export const loaderCheck: Check<Loader> = /* @__PURE__ */ withMethods(
  'a loader, such as a DataLoader or a TensorLoader',
  ['rows', 'batch'],
)

export const optimizerCheck: Check<Optimizer> = /* @__PURE__ */ withMethods('an optimizer', [
  'step',
  'zeroGrad',
])

/** The settings without those that are undefined, which count as absent. */
export function definedOnly<Settings extends object>(settings: Settings): Settings {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Settings
}

/**
 * Weights of `shape` as an initializer makes them.
 * @throws OptionError when it makes something else
 */
export function initialized(
  operation: string,
  initializer: Initializer,
  shape: readonly number[],
  random: Parameters<Initializer>[1],
): Tensor {
  const weights: unknown = initializer(shape, random)
  if (isTensor(weights) && weights.shape.join() === shape.join()) return weights
  const found = isTensor(weights) ? `shape [${weights.shape.join(', ')}]` : describe(weights)
  throw new OptionError(
    `${operation}: initializer must return a tensor of shape [${shape.join(', ')}], but returned ${found}`,
  )
}
