import type { Recipe } from '@handwritten/nn'
import type { EpochRecord } from '../accuracy/accuracy-figures.ts'
import type { Losses } from '../harness/agreement.ts'
import type { Timed } from '../harness/rounds.ts'
import type { NetworkRecipe } from '../own/network-recipe.ts'

/** First request to every subject process; the answer tells what it runs on. */
export interface PrepareRequest {
  readonly request: 'prepare'
  /** Holds `images.u8`, `labels.i32`, `order.i32` and `weights.f32`, raw and little-endian. */
  readonly folder: string
  readonly sizes: readonly number[]
  readonly batchSize: number
  readonly learningRate: number
  /** ReLU where it is not told. */
  readonly activation?: NetworkRecipe['activation']
  /** In place of linear layers of `sizes`. */
  readonly layers?: NetworkRecipe['layers']
  /** Plain SGD where it is not told. */
  readonly optimizer?: NetworkRecipe['optimizer']
}

/** What a subject says of itself, as in `numpy 1.24.2` and `OpenBLAS SkylakeX`. */
export interface SubjectConditions {
  readonly library: string
  readonly kernels: string
}

/** Asks for training from the initial weights over the first `steps` batches of the order. */
export interface EpochRequest {
  readonly request: 'epoch'
  readonly steps: number
  /** Steps to take before the timed ones, in which this project records its program; peers record none. */
  readonly untimed?: number
}

/** One run of the training. */
export interface EpochRun extends Timed, Losses {
  /** Fraction of the samples that were classified right before their update. */
  readonly accuracy: number
  /** The most memory the process has held so far, in bytes. */
  readonly peakMemory: number
}

/** Asks for a whole run of a recipe, with random numbers of the subject's own. */
export interface FitRequest {
  readonly request: 'fit'
  readonly seed: number
  readonly recipe: Recipe
}

/** A run of a recipe; `seconds` is its whole training, evaluation left out. */
export interface FitRun extends Timed {
  readonly epochs: readonly EpochRecord[]
}
