import { type FloatDType, Generator, type Tensor } from '@handwritten/tensor'

/** Where the random numbers come from and what is made of them. */
export interface InitializerOptions {
  /** Default: one seeded by chance, so that two runs differ; give one to repeat a run. */
  generator?: Generator
  /** Default `'float32'`. */
  dtype?: FloatDType
}

/** Makes the first values of a parameter of the given shape, [out, in, ...kernel] for weights. */
export type Initializer = (shape: readonly number[], options?: InitializerOptions) => Tensor

/** For those who need no run to be repeated. */
export function chanceGenerator(): Generator {
  return new Generator(Math.floor(Math.random() * Number.MAX_SAFE_INTEGER))
}

export function withDefaults(options: InitializerOptions = {}): Required<InitializerOptions> {
  return { generator: options.generator ?? chanceGenerator(), dtype: options.dtype ?? 'float32' }
}

/** How many inputs feed one output of a weight [out, in, ...kernel], and how many outputs one input feeds. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const [outputs, inputs = outputs, ...kernel] = shape
  const area = kernel.reduce((product, size) => product * size, 1)
  return { fanIn: inputs * area, fanOut: outputs * area }
}
