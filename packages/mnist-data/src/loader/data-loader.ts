import { boolean, check, either, integer, isPlainObject, options } from '@handwritten/checks'
import { type FloatDType, fromTypedArray, Generator, Tensor } from '@handwritten/tensor'
import {
  checkCall,
  datasetCheck,
  floatCheck,
  generatorCheck,
  numbersCheck,
  someNumber,
  tensorCheck,
  withMethods,
} from '../checks'
import type { ImageDataset } from '../dataset/image-dataset'
import { ValueError } from '../errors'
import { normalize } from '../transform/normalize'
import { compose, type Step, stepCheck } from '../transform/pipeline'
import type { Transform } from '../transform/transform'
import { AugmentedImages } from './augmented-images'
import { commonByte, sampleRows } from './background'
import { type Batch, BatchMaker } from './batch-maker'
import { Epochs, type Pass } from './epochs'
import type { BatchMemory } from './fill-batch'
import type { LoaderState } from './loader-state'
import type { PartsOfBatch } from './parts-of-batch'
import { randomSampler } from './random-sampler'
import type { Sampler } from './sampler'
import { sequentialSampler } from './sequential-sampler'

/** Options of a `DataLoader`. */
export interface DataLoaderOptions {
  /** Images in a batch; the last one of an epoch may be smaller. */
  batchSize: number
  /** Whether each epoch has an order of its own. Default false. */
  shuffle?: boolean
  /** Which rows are served, in place of all of them; excludes `shuffle`. */
  sampler?: Sampler
  /** Seed of all that is random. Default 0. */
  seed?: number
  /** Where all that is random is drawn from, by every pass in the order of their beginnings, in place of `seed`. */
  generator?: Generator
  /** Leaves out the last batch when it is smaller than the others. Default false. */
  dropLast?: boolean
  /** How pixels become inputs; bytes count as fractions of 255. Default `normalize()`, MNIST's. */
  transform?: Step
  /** What is made of the class numbers, such as `oneHot(10)`. */
  targetTransform?: Transform
  /** Whether each image becomes one row. Default true. */
  flatten?: boolean
  /** Type of the inputs. Default `'float32'`. */
  dtype?: FloatDType
  /**
   * Whether flat float32 batches of images that are mostly background come as `SparseRows`, which
   * `linear` multiplies faster. Default true.
   */
  sparse?: boolean
}

const samplerCheck = /* @__PURE__ */ withMethods<Sampler>('a sampler', ['order'])

const dataLoaderArguments = {
  dataset: datasetCheck,
  options: /* @__PURE__ */ options<DataLoaderOptions>(
    {
      batchSize: someNumber,
      shuffle: boolean,
      sampler: samplerCheck,
      seed: integer,
      generator: generatorCheck,
      dropLast: boolean,
      transform: stepCheck,
      targetTransform: withMethods<Transform>('a transform, such as oneHot(10)', ['apply']),
      flatten: boolean,
      dtype: floatCheck,
      sparse: boolean,
    },
    'batchSize',
  ),
}

const memoryCheck = /* @__PURE__ */ check<BatchMemory>(
  '{ inputs, labels }, two typed arrays',
  (value) =>
    isPlainObject(value) && ArrayBuffer.isView(value.inputs) && ArrayBuffer.isView(value.labels),
)

/** The batches of one epoch, and the place reached in them. */
export interface BatchPass extends IterableIterator<Batch> {
  stateDict(): LoaderState
}

/** Passes over a loader with a place of their own. Made by `DataLoader.cursor`. */
export interface LoaderCursor {
  /** The next epoch, or the rest of the one that was restored, as row numbers; `parts` as in `DataLoader.rows`. */
  rows(parts?: PartsOfBatch): Pass
  /** The place of the pass that was begun last. */
  stateDict(): LoaderState
  loadStateDict(state: LoaderState): void
}

/**
 * Serves a data set in batches. Everything random of an epoch is drawn from one generator when its
 * first batch is asked for, so that a loader taken up in the middle serves the very same batches.
 *
 * Every pass has an order and a place of its own, so passes may overlap: each serves every image once.
 */
export class DataLoader implements Iterable<Batch> {
  readonly dataset: ImageDataset
  readonly batchSize: number
  readonly #epochs: Epochs
  readonly #maker: BatchMaker

  constructor(dataset: ImageDataset, options: DataLoaderOptions) {
    if (datasetCheck(dataset, 'dataset') !== undefined) {
      throw new ValueError(
        'DataLoader: expected an ImageDataset, such as `train` of `await loadMnist()`',
      )
    }
    checkCall('DataLoader', arguments, dataLoaderArguments)
    const { batchSize, transform = normalize(), flatten = true, dtype = 'float32' } = options
    const { sparse = true } = options
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw new ValueError(
        `DataLoader: batchSize must be a whole number from 1 on, found ${batchSize}`,
      )
    }
    const { seed = 0, generator = new Generator(seed), dropLast = false, targetTransform } = options
    const pipeline = compose(transform)
    const augmented =
      pipeline.augmentations.length > 0 ? new AugmentedImages(dataset.images, pipeline) : undefined
    const sampler = chooseSampler(dataset, options)
    // Noise may leave no background; a generator of its own keeps the look from being felt.
    const typical =
      augmented?.augment(sampleRows(dataset.length), new Generator(0)) ?? dataset.images
    this.dataset = dataset
    this.batchSize = batchSize
    const ownsGenerator = options.generator === undefined
    const plan = { sampler, generator, ownsGenerator, batchSize, dropLast, augmented }
    this.#epochs = new Epochs(plan)
    this.#maker = new BatchMaker(augmented?.images ?? dataset.images, dataset.labels, {
      transforms: pipeline.transforms,
      targetTransform,
      flatten,
      dtype,
      background: sparse ? commonByte(typical) : null,
    })
  }

  /** Images served in an epoch. */
  get size(): number {
    return this.#epochs.size
  }

  /** Batches in an epoch. */
  get length(): number {
    return this.#epochs.length
  }

  /**
   * The next epoch as row numbers, one array a batch, not to be written to. Where the loader
   * augments, the images of a batch are redrawn as its rows are given out; make the batch before
   * other rows are asked for.
   * @param parts the parts of each batch to augment, where several processes share batches; each part
   * has random numbers of its own, the same in every process. Default: whole batches.
   */
  rows(parts?: PartsOfBatch): Pass {
    return this.#epochs.rows(parts)
  }

  /**
   * A sequence of epochs that goes on from where the loader is. Other passes over the
   * loader change neither its orders nor its place, so a run that reads through a cursor is the same
   * whatever else reads the loader; the loader itself goes on after the epochs of the cursor.
   */
  cursor(): LoaderCursor {
    const epochs = this.#epochs.cursor()
    return {
      rows: (parts) => epochs.rows(parts),
      stateDict: () => epochs.state,
      loadStateDict: (state) => {
        epochs.state = state
      },
    }
  }

  /** The batch of the rows int32 [m], a tensor or what `rows()` gives, made by tensor operations alone. */
  batch(rows: Tensor | Int32Array): Batch {
    checkCall('DataLoader.batch', arguments, { rows: either(tensorCheck, numbersCheck) })
    return this.#maker.batch(rows instanceof Tensor ? rows : fromTypedArray(new Int32Array(rows)))
  }

  /**
   * Writes the batch of the rows into memory of yours, such as that of another library or another
   * thread: the numbers of `batch(rows)`, to the last bit.
   *
   * @throws ValueError when the memory is of another type or too small, or a row is not in the set
   */
  fill(rows: ArrayLike<number>, memory: BatchMemory): void {
    checkCall('DataLoader.fill', arguments, { rows: numbersCheck, memory: memoryCheck })
    this.#maker.fill(rows, memory)
  }

  /** The batches of the next epoch; the iterator has the `stateDict` of its pass. */
  [Symbol.iterator](): BatchPass {
    const rows = this.rows()
    return Object.assign(this.#batches(rows), { stateDict: () => rows.stateDict() })
  }

  *#batches(pass: Pass): IterableIterator<Batch> {
    for (const rows of pass) yield this.batch(fromTypedArray(rows))
  }

  /**
   * The place of the pass that was begun last, also in the middle of its epoch. Plain data, fit for
   * JSON. Where passes overlap, ask the pass itself.
   */
  stateDict(): LoaderState {
    return this.#epochs.state
  }

  /**
   * Goes on from where another loader of the same set and options stood: the next `rows()` gives the
   * rest of its epoch.
   */
  loadStateDict(state: LoaderState): void {
    this.#epochs.state = state
  }
}

function chooseSampler(dataset: ImageDataset, { shuffle, sampler }: DataLoaderOptions): Sampler {
  if (sampler === undefined) return (shuffle ? randomSampler : sequentialSampler)(dataset.length)
  if (shuffle) {
    throw new ValueError('DataLoader: a sampler decides the order; leave `shuffle` out beside it')
  }
  return sampler
}
