import type { OneCycleOptions } from '../schedules/one-cycle'

/** How the learning rate moves over a run. */
export type ScheduleRecipe =
  | { readonly name: 'constant' }
  | ({ readonly name: 'oneCycle' } & Readonly<Omit<OneCycleOptions, 'steps'>>)

/** Which rule updates the weights. */
export type OptimizerRecipe =
  | { readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | { readonly name: 'adam'; readonly betas: readonly [number, number] }

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
}
