import { anything, boolean, either, integer, options } from '@handwritten/checks'
import { fromTypedArray, Generator, type Tensor, take } from '@handwritten/tensor'
import { checkCall, generatorCheck, int32Check, tensorCheck } from '../checks'
import { OptionError, requireCount, requireOption } from '../errors'
import { isTensor } from '../tensors'
import type { Batch, Loader } from './loader'
import {
  type TensorCursor,
  TensorEpochs,
  type TensorLoaderState,
  type TensorPass,
} from './tensor-epochs'

/** How a {@link TensorLoader} cuts its samples into batches. */
export interface TensorLoaderOptions {
  batchSize: number
  /** Which samples are served, such as one part of {@link splitRows}. Default: all. */
  rows?: Int32Array
  /** A new order every epoch. Default false. */
  shuffle?: boolean
  /** Where the orders come from, for every pass in the order of their beginnings. Default: one made from `seed`. */
  generator?: Generator
  /** Default 0. */
  seed?: number
}

const tensorLoaderArguments = {
  inputs: tensorCheck,
  labels: tensorCheck,
  options: /* @__PURE__ */ options<TensorLoaderOptions>(
    {
      batchSize: anything<number>(),
      rows: int32Check,
      shuffle: boolean,
      generator: generatorCheck,
      seed: integer,
    },
    'batchSize',
  ),
}

/** A {@link Loader} over samples that are tensors already: inputs [n, ...] and labels [n]. */
export class TensorLoader implements Loader {
  readonly size: number
  readonly length: number
  readonly #inputs: Tensor
  readonly #labels: Tensor
  readonly #epochs: TensorEpochs

  /** @throws OptionError when what is given is not what it should be, or does not fit */
  constructor(inputs: Tensor, labels: Tensor, options: TensorLoaderOptions) {
    for (const [name, value] of Object.entries({ inputs, labels })) {
      requireOption(isTensor(value), `TensorLoader: ${name}`, 'a tensor', value)
    }
    const hasOptions = typeof options === 'object'
    requireOption(hasOptions, 'TensorLoader: options', 'like { batchSize: 32 }', options)
    checkCall('TensorLoader', arguments, tensorLoaderArguments)
    const { batchSize, shuffle = false, seed = 0, generator = new Generator(seed) } = options
    requireCount('TensorLoader: batchSize', batchSize)
    if (inputs.shape[0] !== labels.shape[0]) {
      throw new OptionError(
        `TensorLoader: ${inputs.shape[0]} inputs but ${labels.shape[0]} labels; there must be one for each`,
      )
    }
    const { rows = Int32Array.from({ length: inputs.shape[0] }, (_, row) => row) } = options
    const stray = rows.find((row) => row < 0 || row >= inputs.shape[0])
    if (stray !== undefined) {
      throw new OptionError(`TensorLoader: rows must be below ${inputs.shape[0]}, found ${stray}`)
    }
    this.size = rows.length
    this.length = Math.ceil(this.size / batchSize)
    this.#inputs = inputs
    this.#labels = labels
    const ownsGenerator = options.generator === undefined
    this.#epochs = new TensorEpochs({ rows, batchSize, shuffle, generator, ownsGenerator })
  }

  /** The next epoch as row numbers; passes may overlap, each with an order and a place of its own. */
  rows(): TensorPass {
    return this.#epochs.rows()
  }

  /**
   * Epochs that go on from where the loader is. Other passes over the loader change neither their
   * orders nor their place.
   */
  cursor(): TensorCursor {
    return this.#epochs.cursor()
  }

  /** @param rows int32 [m], as a tensor or as the row numbers that `rows()` gives */
  batch(rows: Tensor | Int32Array): Batch {
    checkCall('TensorLoader.batch', arguments, { rows: either(tensorCheck, int32Check) })
    const taken = isTensor(rows) ? rows : fromTypedArray(new Int32Array(rows))
    return { inputs: take(this.#inputs, taken), labels: take(this.#labels, taken) }
  }

  /** The place of the pass that was begun last; where passes overlap, ask the pass itself. */
  stateDict(): TensorLoaderState {
    return this.#epochs.stateDict()
  }

  /** @throws StateError when an epoch here has fewer batches */
  loadStateDict(state: TensorLoaderState): void {
    this.#epochs.loadStateDict(state)
  }
}
