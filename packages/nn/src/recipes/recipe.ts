import type { OneCycleOptions } from '../schedules/one-cycle'
import type { AverageOptions } from '../trainer/final-weights'

/** How the learning rate moves over a run. */
export type ScheduleRecipe =
  | { readonly name: 'constant' }
  | ({ readonly name: 'oneCycle' } & Readonly<Omit<OneCycleOptions, 'steps'>>)

/** Which rule updates the weights. */
export type OptimizerRecipe =
  | { readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | { readonly name: 'adam'; readonly betas: readonly [number, number] }
  | {
      readonly name: 'adamw'
      readonly betas: readonly [number, number]
      readonly weightDecay: number
    }

/**
 * How the training images are changed anew each time they are shown, as data: the options of
 * `elastic` and `randomAffine` of `@handwritten/mnist-data`, applied in this order.
 */
export interface AugmentationRecipe {
  readonly elastic: { readonly sigma: number; readonly alpha: number }
  /** Degrees, pixels, factors and degrees. */
  readonly affine: {
    readonly rotate: number
    readonly shift: number
    readonly scale: readonly [number, number]
    readonly shear: number
  }
}

/** All that decides a run but the data and the seed, as plain data. */
export interface Recipe {
  readonly name: string
  /** Features of the input, of each hidden layer, and the number of classes. */
  readonly sizes: readonly number[]
  readonly batchSize: number
  readonly epochs: number
  /** Constant, or the highest of the schedule. */
  readonly learningRate: number
  readonly optimizer: OptimizerRecipe
  readonly schedule: ScheduleRecipe
  /** The part of the target that is spread over all classes, 0 for none. */
  readonly labelSmoothing: number
  /** The running mean of the weights that is measured and kept, where there is one. */
  readonly average?: Readonly<AverageOptions>
  /** What the loader of the training data is to do, where it is to do anything. */
  readonly augmentation?: AugmentationRecipe
}
