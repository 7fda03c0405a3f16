import { Generator, type GeneratorState, Tensor, take } from '@handwritten/tensor'
import { OptionError, requireCount, requireOption, StateError } from '../errors'
import type { Batch, Loader } from './loader'

/** How a {@link TensorLoader} cuts its samples into batches. */
export interface TensorLoaderOptions {
  batchSize: number
  /** Which samples are served, such as one part of {@link splitRows}. Default: all. */
  rows?: Int32Array
  /** A new order every epoch. Default false. */
  shuffle?: boolean
  /** Where the orders come from. Default: one made from `seed`. */
  generator?: Generator
  /** Default 0. */
  seed?: number
}

/** Where a {@link TensorLoader} stands. */
export interface TensorLoaderState {
  /** Batches of the epoch that have been served. */
  readonly batch: number
  /** The generator before the order of the epoch was drawn. */
  readonly generator: GeneratorState
}

/** A {@link Loader} over samples that are tensors already: inputs [n, ...] and labels [n]. */
export class TensorLoader implements Loader {
  readonly size: number
  readonly length: number
  readonly #inputs: Tensor
  readonly #labels: Tensor
  readonly #rows: Int32Array
  readonly #batchSize: number
  readonly #shuffle: boolean
  readonly #generator: Generator
  #epochStart: GeneratorState
  #served = 0
  /** Batches to leave out of the next epoch, because they were served before the state was saved. */
  #skipped = 0

  /** @throws OptionError when what is given is not what it should be, or does not fit */
  constructor(inputs: Tensor, labels: Tensor, options: TensorLoaderOptions) {
    for (const [name, value] of Object.entries({ inputs, labels })) {
      requireOption(value instanceof Tensor, `TensorLoader: ${name}`, 'a tensor', value)
    }
    requireOption(
      typeof options === 'object',
      'TensorLoader: options',
      'like { batchSize: 32 }',
      options,
    )
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
    this.#rows = rows
    this.size = rows.length
    this.length = Math.ceil(this.size / batchSize)
    this.#inputs = inputs
    this.#labels = labels
    this.#batchSize = batchSize
    this.#shuffle = shuffle
    this.#generator = generator
    this.#epochStart = generator.state
  }

  *rows(): IterableIterator<Int32Array> {
    const order = this.#drawOrder()
    this.#served = this.#skipped
    this.#skipped = 0
    while (this.#served < this.length) {
      const start = this.#served * this.#batchSize
      this.#served += 1
      yield order.slice(start, start + this.#batchSize)
    }
  }

  batch(rows: Tensor): Batch {
    return { inputs: take(this.#inputs, rows), labels: take(this.#labels, rows) }
  }

  stateDict(): TensorLoaderState {
    return { batch: this.#served, generator: this.#epochStart }
  }

  /** @throws StateError when an epoch here has fewer batches */
  loadStateDict({ batch, generator }: TensorLoaderState): void {
    if (!Number.isSafeInteger(batch) || batch < 0 || batch > this.length) {
      throw new StateError(
        `TensorLoader: the state is at batch ${batch}, but an epoch here has ${this.length}`,
      )
    }
    this.#generator.state = generator
    this.#epochStart = generator
    this.#served = batch
    this.#skipped = batch
    if (batch < this.length) return
    this.#drawOrder()
    this.#skipped = 0
  }

  #drawOrder(): Int32Array {
    this.#epochStart = this.#generator.state
    if (!this.#shuffle) return this.#rows
    return this.#generator
      .permutation(this.size)
      .toTypedArray()
      .map((place) => this.#rows[place])
  }
}
