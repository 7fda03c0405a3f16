import type { recipes } from '@handwritten/nn'
import type { RecipeChanges } from './recipe-changes'

export type RecipeName = keyof typeof recipes

/** How pixels are normalized: by the training set (`auto`), by MNIST's constants, or not at all. */
export type NormalizeMode = 'auto' | 'mnist' | 'none'

/** The options of a training run. An absent setting is the recipe's, or a default. */
export interface TrainOptions extends RecipeChanges {
  /** Default `fast`. */
  readonly recipe?: RecipeName
  /** Default 1. */
  readonly seed?: number
  readonly threads?: number
  /** Processes that train together, started by an MPI launcher. Default: this one alone. */
  readonly ranks?: number
  /** Parts into which batches are cut; results depend on it and not on the number of ranks. Default: one for each rank. */
  readonly parts?: number
  /** Whether V8 makes 256-bit vectors, if that gives the same bits. */
  readonly turbo?: boolean
  /** Name of a published set, or path of data in another format. Default `mnist`. */
  readonly dataset?: string
  readonly dataDir?: string
  /** Height and width to which images of a path are resized. */
  readonly imageSize?: readonly [height: number, width: number]
  /** Default `auto`. */
  readonly normalize?: NormalizeMode
  /** Number of training images that are used, the first ones. Default all. */
  readonly limit?: number
  /** Fraction of the training images that is held out for validation. Default none. */
  readonly validation?: number
  /** Epochs without a better validation loss after which the run stops. Default none. */
  readonly earlyStopping?: number
  /** Whether the network ends with the weights of the best validation loss. Default false. */
  readonly keepBest?: boolean
  /** The test accuracy, a fraction, at which the run ends. */
  readonly until?: number
  /** The folder in which the run is saved. */
  readonly save?: string
  /** Whether the run in that folder is resumed. */
  readonly resume?: boolean
}
