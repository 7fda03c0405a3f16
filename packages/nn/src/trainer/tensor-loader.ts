import { Generator, type Tensor, take } from '@handwritten/tensor'
import { OptionError, requireCount } from '../errors'
import type { Batch, Loader } from './loader'

/** How a {@link TensorLoader} cuts its samples into batches. */
export interface TensorLoaderOptions {
  batchSize: number
  /** A new order every epoch. Default false. */
  shuffle?: boolean
  /** Where the orders come from. Default: one made from `seed`. */
  generator?: Generator
  /** Default 0. */
  seed?: number
}

/** A {@link Loader} over samples that are tensors already: inputs [n, ...] and labels [n] or [n, ...]. */
export class TensorLoader implements Loader {
  readonly size: number
  readonly length: number
  readonly #inputs: Tensor
  readonly #labels: Tensor
  readonly #batchSize: number
  readonly #generator: Generator | undefined

  /** @throws OptionError when there is not one label for every input */
  constructor(inputs: Tensor, labels: Tensor, options: TensorLoaderOptions) {
    const { batchSize, shuffle = false, seed = 0, generator = new Generator(seed) } = options
    requireCount('TensorLoader: batchSize', batchSize)
    if (inputs.shape[0] !== labels.shape[0]) {
      throw new OptionError(
        `TensorLoader: ${inputs.shape[0]} inputs but ${labels.shape[0]} labels; there must be one for each`,
      )
    }
    this.size = inputs.shape[0]
    this.length = Math.ceil(this.size / batchSize)
    this.#inputs = inputs
    this.#labels = labels
    this.#batchSize = batchSize
    this.#generator = shuffle ? generator : undefined
  }

  *rows(): IterableIterator<Int32Array> {
    const order = this.#generator
      ? Int32Array.from(this.#generator.permutation(this.size).toTypedArray())
      : Int32Array.from({ length: this.size }, (_, row) => row)
    for (let start = 0; start < this.size; start += this.#batchSize) {
      yield order.slice(start, start + this.#batchSize)
    }
  }

  batch(rows: Tensor): Batch {
    return {
      inputs: take(this.#inputs, rows),
      labels: take(this.#labels, rows),
    }
  }
}
