import { count, listOf, optional, options } from '@handwritten/checks'
import { type FloatDType, Generator, type Tensor } from '@handwritten/tensor'
import { checkCall, floatCheck, generatorCheck } from '../checks'

/** Where the random numbers come from and what is made of them. */
export interface InitializerOptions {
  /** Default: one seeded by chance, so that two runs differ; give one to repeat a run. */
  generator?: Generator
  /** Default `'float32'`. */
  dtype?: FloatDType
}

const initializerArguments = {
  shape: /* @__PURE__ */ listOf(count),
  options: /* @__PURE__ */ optional(
    options<InitializerOptions>({ generator: generatorCheck, dtype: floatCheck }),
  ),
}

/** Makes the first values of a parameter of the given shape, [out, in, ...kernel] for weights. */
export type Initializer = (shape: readonly number[], options?: InitializerOptions) => Tensor

/** For those who need no run to be repeated. */
export function chanceGenerator(): Generator {
  return new Generator(Math.floor(Math.random() * Number.MAX_SAFE_INTEGER))
}

/** @param values the arguments of the initializer `name`, which are checked */
export function withDefaults(
  name: string,
  values: ArrayLike<unknown>,
): Required<InitializerOptions> {
  checkCall(name, values, initializerArguments)
  const options = (values[1] ?? {}) as InitializerOptions
  return { generator: options.generator ?? chanceGenerator(), dtype: options.dtype ?? 'float32' }
}

/** How many inputs feed one output of a weight [out, in, ...kernel], and how many outputs one input feeds. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const [outputs, inputs = outputs, ...kernel] = shape
  const area = kernel.reduce((product, size) => product * size, 1)
  return { fanIn: inputs * area, fanOut: outputs * area }
}
