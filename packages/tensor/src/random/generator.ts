import {
  boolean,
  check,
  count,
  describe,
  finite,
  number,
  numberIn,
  optional,
  options,
} from '@handwritten/checks'
import type { Distribution } from '../backend/backend'
import { run } from '../backend/executor'
import { checkCall, checkCount } from '../core/check-call'
import { floatDTypeCheck, shapeCheck, tensorCheck } from '../core/checks'
import type { DType, FloatDType } from '../core/dtype'
import { empty } from '../core/empty'
import { ValueError } from '../core/errors'
import { checkShape, isCount, type Shape } from '../core/shape'
import { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import { type CreationOptions, full } from '../creation/creation'
import { fillKernel } from '../kernels/copy-fill'
import { binaryKernel } from '../kernels/elementwise'
import { randomKernel } from '../kernels/random'
import { broadcastView } from '../ops/broadcast-to'
import { less } from '../ops/comparison'
import { slice } from '../ops/slice'
import { take } from '../ops/take'
import type { Dims } from '../types/shapes'

/** All that a generator remembers: its key (two words) and how many blocks it has drawn (two). */
export type GeneratorState = readonly [number, number, number, number]

export interface UniformOptions<D extends FloatDType> extends CreationOptions<D> {
  /** The lowest value. Default 0. */
  low?: number
  /** Just above the highest value, which rounding may still give. Default 1. */
  high?: number
}

export interface NormalOptions<D extends FloatDType> extends CreationOptions<D> {
  /** Default 0. */
  mean?: number
  /** The standard deviation. Default 1. */
  std?: number
}

export interface ChoiceOptions {
  /** Whether a slice may come more than once. Default true. */
  replace?: boolean
}

const seedArguments = { seed: check<number>('an integer from 0 to 2^53 - 1', isCount) }
const jumpArguments = {
  count: check<number>('an integer from 0 to 2^31 - 1', (n) => isCount(n) && n < 2 ** 31),
}

const uniformArguments = {
  shape: shapeCheck,
  options: optional(
    options<UniformOptions<FloatDType>>({ low: finite, high: finite, dtype: floatDTypeCheck }),
  ),
}

const normalArguments = {
  shape: shapeCheck,
  options: optional(
    options<NormalOptions<FloatDType>>({ mean: finite, std: finite, dtype: floatDTypeCheck }),
  ),
}

const integersArguments = { shape: shapeCheck, low: number, high: number }
const bernoulliArguments = { shape: shapeCheck, p: numberIn(0, 1) }

const choiceArguments = {
  x: tensorCheck,
  count,
  options: optional(options<ChoiceOptions>({ replace: boolean })),
}

/** What the generator draws at a time. */
const WORDS_OF_BLOCK = 4

/**
 * A counter-based source of random numbers: the same seed gives the same numbers everywhere, and
 * its whole state is four integers.
 */
export class Generator {
  readonly #state: Tensor<'int32'>

  /** @param seed a whole number from 0 to 2^53 - 1 */
  constructor(seed: number) {
    checkCall('Generator', arguments, seedArguments)
    this.#state = new Tensor(Storage.allocate('int32', 4), [4])
    this.state = [seed % 2 ** 32, Math.floor(seed / 2 ** 32), 0, 0]
  }

  /** Four integers from 0 to 2^32 - 1; setting them goes on from where they were read. */
  get state(): GeneratorState {
    const [a, b, c, d] = Array.from(this.#state.data, (word) => word >>> 0)
    return [a, b, c, d]
  }

  set state(state: GeneratorState) {
    const whole = (word: number) => Number.isInteger(word) && word >= 0 && word < 2 ** 32
    if (!Array.isArray(state) || state.length !== 4 || !state.every(whole)) {
      throw new ValueError(
        `Generator: expected a state of four 32-bit words, found ${describe(state)}`,
      )
    }
    this.#state.data.set(state.map((word) => word | 0))
  }

  /** A generator whose numbers are independent of this one's; advances this one. */
  split(): Generator {
    checkCount('split', arguments.length, 0)
    const words = this.#words(WORDS_OF_BLOCK)
    const other = new Generator(0)
    other.state = [words[0], words[1], 0, 0]
    return other
  }

  /**
   * Moves to the start of the range of 2^32 blocks that is `count` ranges ahead. Two generators of
   * one state that jump to different ranges draw numbers that are independent of each other. It can
   * be captured.
   * @param count a whole number from 0 to 2^31 - 1; 0 is the start of the present range
   */
  jump(count: number): void {
    checkCall('jump', arguments, jumpArguments)
    const [low, high] = [slice(this.#state, [[2, 3]]), slice(this.#state, [[3, 4]])]
    run(fillKernel, low, 0)
    run(binaryKernel, 'add', high, full([1], count, { dtype: 'int32' }), high)
  }

  /** Numbers spread evenly over [low, high), by default [0, 1). */
  uniform<const S extends Shape, D extends FloatDType = 'float32'>(
    shape: S,
    options?: UniformOptions<D>,
  ): Tensor<D, Dims<S>>
  uniform(shape: Shape, options: UniformOptions<FloatDType> = {}): Tensor {
    checkCall('uniform', arguments, uniformArguments)
    const { low = 0, high = 1, dtype = 'float32' } = options
    const out = this.#draw('uniform', shape, dtype)
    return low === 0 && high === 1 ? out : scaled(out, high - low, low)
  }

  /** Numbers of the normal distribution, by default of mean 0 and standard deviation 1. */
  normal<const S extends Shape, D extends FloatDType = 'float32'>(
    shape: S,
    options?: NormalOptions<D>,
  ): Tensor<D, Dims<S>>
  normal(shape: Shape, options: NormalOptions<FloatDType> = {}): Tensor {
    checkCall('normal', arguments, normalArguments)
    const { mean = 0, std = 1, dtype = 'float32' } = options
    const out = this.#draw('normal', shape, dtype)
    return mean === 0 && std === 1 ? out : scaled(out, std, mean)
  }

  /** Whole numbers from `low` to `high` - 1, all equally likely. */
  integers<const S extends Shape>(shape: S, low: number, high: number): Tensor<'int32', Dims<S>>
  integers(shape: Shape, low: number, high: number): Tensor<'int32'> {
    checkCall('integers', arguments, integersArguments)
    const whole = Number.isInteger(low) && Number.isInteger(high)
    if (!whole || low >= high || low < -(2 ** 31) || high > 2 ** 31) {
      throw new ValueError(
        `integers: expected whole bounds of int32 with low < high, found ${low} and ${high}`,
      )
    }
    checkShape('integers', shape)
    const out = empty([...shape], 'int32')
    const below = this.#sampler(out.size)
    for (let i = 0; i < out.size; i++) out.data[i] = low + below(high - low)
    return out
  }

  /** 0 to `count` - 1 in random order, every order equally likely, as int32 [count]. */
  permutation<const N extends number>(count: N): Tensor<'int32', [N]>
  permutation(count: number): Tensor<'int32'> {
    checkCount('permutation', arguments.length, 1)
    checkShape('permutation', [count])
    const out = empty([count], 'int32')
    const { data } = out
    const below = this.#sampler(Math.max(count - 1, 0))
    // Fisher and Yates: each place in turn gets one of those that are not yet placed.
    for (let i = 0; i < count; i++) data[i] = i
    for (let i = count - 1; i > 0; i--) {
      const j = below(i + 1)
      const kept = data[i]
      data[i] = data[j]
      data[j] = kept
    }
    return out
  }

  /** True with probability `p`, each element on its own. */
  bernoulli<const S extends Shape>(shape: S, p: number): Tensor<'bool', Dims<S>>
  bernoulli(shape: Shape, p: number): Tensor<'bool'> {
    checkCall('bernoulli', arguments, bernoulliArguments)
    return less(this.uniform(shape, { dtype: 'float64' }), p)
  }

  /**
   * `count` slices of `x` along its first axis, each equally likely; without replacement none
   * comes twice.
   */
  choice<D extends DType>(x: Tensor<D>, count: number, options: ChoiceOptions = {}): Tensor<D> {
    checkCall('choice', arguments, choiceArguments)
    const { replace = true } = options
    const size = x.shape[0] ?? 0
    checkShape('choice', [count])
    if (count > 0 && (size === 0 || (!replace && count > size))) {
      throw new ValueError(
        `choice: cannot take ${count} out of ${size}${replace ? '' : ' without replacement'}`,
      )
    }
    if (!replace) return take(x, slice(this.permutation(size), [[0, count]]))
    return take(x, this.integers([count], 0, Math.max(1, size)))
  }

  #draw<D extends FloatDType>(distribution: Distribution, shape: Shape, dtype: D): Tensor<D> {
    checkShape(distribution, shape)
    const out = empty([...shape], dtype)
    run(randomKernel, distribution, this.#state, out)
    return out
  }

  /** The words of the next blocks. */
  #words(count: number): Uint32Array {
    const words = empty([count], 'int32')
    run(randomKernel, 'bits', this.#state, words)
    const { buffer, byteOffset, length } = words.data
    return new Uint32Array(buffer, byteOffset, length)
  }

  /**
   * A function that gives whole numbers from 0 to n - 1, to be called at least `calls` times. Words in
   * the last, incomplete run of n are thrown away, so that no number is more likely than another.
   */
  #sampler(calls: number): (n: number) => number {
    let words = this.#words(Math.ceil(calls / WORDS_OF_BLOCK) * WORDS_OF_BLOCK)
    let used = 0
    return (n) => {
      for (;;) {
        if (used === words.length) {
          words = this.#words(WORDS_OF_BLOCK)
          used = 0
        }
        const word = words[used++]
        // Most words are so low that the run need not be counted. The remainder is exact: word / n differs
        // from the next whole number by at least 1 / n, which is far above its rounding.
        if (word < 2 ** 32 - n || word < 2 ** 32 - (2 ** 32 % n)) {
          return word - Math.floor(word / n) * n
        }
      }
    }
  }
}

function scaled<D extends DType>(x: Tensor<D>, scale: number, shift: number): Tensor<D> {
  const constant = (value: number) => full([], value, { dtype: x.dtype })
  run(binaryKernel, 'multiply', x, broadcastView(constant(scale), x.shape), x)
  run(binaryKernel, 'add', x, broadcastView(constant(shift), x.shape), x)
  return x
}
