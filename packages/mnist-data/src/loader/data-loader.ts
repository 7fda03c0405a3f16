import {
  astype,
  type FloatDType,
  fromTypedArray,
  Generator,
  gatherRows,
  reshape,
  type Tensor,
} from '@handwritten/tensor'
import type { ImageDataset } from '../dataset/image-dataset'
import { ValueError } from '../errors'
import { type Normalization, normalize } from '../transform/normalize'

/** What a network is given at once. */
export interface Batch {
  /** [m, height * width] */
  readonly inputs: Tensor
  /** Class numbers [m]. */
  readonly labels: Tensor<'int32'>
}

/** Options of a `DataLoader`. */
export interface DataLoaderOptions {
  /** Images in a batch; the last one of an epoch may be smaller. */
  batchSize: number
  /** Whether each epoch has an order of its own. Default false. */
  shuffle?: boolean
  /** Seed of the orders. Default 0. */
  seed?: number
  /** Where the orders are drawn from, in place of `seed`. */
  generator?: Generator
  /** Leaves out the last batch when it is smaller than the others. Default false. */
  dropLast?: boolean
  /** How pixels become inputs. Default `normalize()`, MNIST's. */
  transform?: Normalization
  /** Type of the inputs. Default `'float32'`. */
  dtype?: FloatDType
}

/** Serves a data set in batches, in file order or in a new seeded order each epoch. */
export class DataLoader implements Iterable<Batch> {
  readonly dataset: ImageDataset
  readonly batchSize: number
  readonly #shuffle: boolean
  readonly #generator: Generator
  readonly #dropLast: boolean
  readonly #transform: Normalization
  readonly #dtype: FloatDType

  constructor(
    dataset: ImageDataset,
    {
      batchSize,
      shuffle = false,
      seed = 0,
      generator = new Generator(seed),
      dropLast = false,
      transform = normalize(),
      dtype = 'float32',
    }: DataLoaderOptions,
  ) {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw new ValueError(
        `DataLoader: batchSize must be a whole number from 1 on, found ${batchSize}`,
      )
    }
    this.dataset = dataset
    this.batchSize = batchSize
    this.#shuffle = shuffle
    this.#generator = generator
    this.#dropLast = dropLast
    this.#transform = transform
    this.#dtype = dtype
  }

  /** Images served in an epoch. */
  get size(): number {
    const { length } = this.dataset
    return this.#dropLast ? length - (length % this.batchSize) : length
  }

  /** Batches in an epoch. */
  get length(): number {
    return Math.ceil(this.size / this.batchSize)
  }

  /** The next epoch as row numbers, one array a batch; the order is drawn when iteration begins. */
  *rows(): IterableIterator<Int32Array> {
    const order = this.#order()
    for (let start = 0; start < this.size; start += this.batchSize) {
      yield order.subarray(start, Math.min(start + this.batchSize, this.size))
    }
  }

  /** Gathers and normalizes the rows `rows` (int32 [m]), by tensor operations alone. */
  batch(rows: Tensor): Batch {
    const { images, labels } = this.dataset
    return {
      inputs: gatherRows(images, rows, { ...this.#transform, dtype: this.#dtype }),
      labels: reshape(astype(gatherRows(labels, rows), 'int32'), rows.shape),
    }
  }

  /** The batches of the next epoch. */
  *[Symbol.iterator](): IterableIterator<Batch> {
    for (const rows of this.rows()) yield this.batch(fromTypedArray(rows))
  }

  #order(): Int32Array {
    const { length } = this.dataset
    if (this.#shuffle) return this.#generator.permutation(length).data
    return Int32Array.from({ length }, (_, row) => row)
  }
}
