import type { InitializerName } from '../initializers/by-name'
import type { OneCycleOptions } from '../schedules/one-cycle'
import type { AverageOptions } from '../trainer/final-weights'
import type { HiddenLayers } from './layers/hidden-layers'
import type { LayerSettings } from './layers/layer-settings'

/** How the learning rate changes over a run of n steps. */
export type ScheduleRecipe = (
  | { readonly name: 'constant' }
  | ({ readonly name: 'oneCycle' } & Readonly<Omit<OneCycleOptions, 'steps'>>)
  /** Half a cosine from the learning rate to 0 at the end of the run. */
  | { readonly name: 'cosine' }
  /** A straight line from the learning rate to 0 at the end of the run. */
  | { readonly name: 'linear' }
  /** Times `gamma` after each of `parts` equal parts of the run but the last. Defaults 0.1 and 3. */
  | { readonly name: 'step'; readonly parts?: number; readonly gamma?: number }
) & {
  /** Fraction of the run in which the rate rises from 0, in [0, 1). Default 0. */
  readonly warmUp?: number
}

/** Adds this fraction of the weights to their gradients (for `adamw`: takes it from the weights). */
interface WeightDecay {
  /** Default 0. */
  readonly weightDecay?: number
}

/** Which rule updates the weights. */
export type OptimizerRecipe =
  | ({ readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean } & WeightDecay)
  | ({ readonly name: 'adam'; readonly betas: readonly [number, number] } & WeightDecay)
  | ({ readonly name: 'adamw'; readonly betas: readonly [number, number] } & WeightDecay)
  | ({ readonly name: 'nadam'; readonly betas: readonly [number, number] } & WeightDecay)
  | ({ readonly name: 'rmsprop'; readonly alpha: number } & WeightDecay)
  | ({ readonly name: 'adagrad' } & WeightDecay)

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

/** A network as plain data. */
export interface NetworkRecipe extends Omit<HiddenLayers, 'hidden'> {
  /** Features of the input, of each hidden layer, and the number of classes. */
  readonly sizes: readonly number[]
  /** The layers, in place of the hidden layers of `sizes` and what is between them. */
  readonly layers?: readonly LayerSettings[]
  /** Height and width of the input pictures; needed only for layers that take pictures. */
  readonly image?: readonly [height: number, width: number]
  /** Initializer of the weights. Default `'he-normal'`. */
  readonly initializer?: InitializerName
}

/** The settings of a run, except for the data and the seed, as plain data fit for JSON. */
export interface Recipe extends NetworkRecipe {
  readonly name: string
  readonly batchSize: number
  readonly epochs: number
  /** Constant, or the highest of the schedule. */
  readonly learningRate: number
  readonly optimizer: OptimizerRecipe
  readonly schedule: ScheduleRecipe
  /** The part of the target that is spread over all classes, 0 for none. */
  readonly labelSmoothing: number
  /** Largest norm of the gradients; longer ones are scaled down to it. Default: not clipped. */
  readonly clip?: number
  /** The running mean of the weights that is measured and kept, where there is one. */
  readonly average?: Readonly<AverageOptions>
  /** What the loader of the training data is to do, where it is to do anything. */
  readonly augmentation?: AugmentationRecipe
}
