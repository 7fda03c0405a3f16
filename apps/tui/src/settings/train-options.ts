import type { DatasetName } from '@handwritten/mnist-data'
import type { recipes } from '@handwritten/nn'

export type RecipeName = keyof typeof recipes

/** What a training run is started with. Where a setting is absent the recipe, or a default, decides. */
export interface TrainOptions {
  /** Default `fast`. */
  readonly recipe?: RecipeName
  readonly epochs?: number
  readonly batchSize?: number
  readonly learningRate?: number
  /** Default 1. */
  readonly seed?: number
  readonly threads?: number
  /** Processes that train together, started by an MPI launcher. Default: this one alone. */
  readonly ranks?: number
  /** Parts into which batches are cut; results depend on it and not on the number of ranks. Default: one for each rank. */
  readonly parts?: number
  /** Whether V8 is to make 256-bit vectors, where that gives the same bits. */
  readonly turbo?: boolean
  /** Default `mnist`. */
  readonly dataset?: DatasetName
  readonly dataDir?: string
  /** How many training images are used, the first ones. Default all. */
  readonly limit?: number
  /** The test accuracy, a fraction, at which the run ends. */
  readonly until?: number
  /** The folder in which the run is saved. */
  readonly save?: string
  /** Whether the run in that folder is gone on with. */
  readonly resume?: boolean
}
