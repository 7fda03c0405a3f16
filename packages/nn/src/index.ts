export {
  LayerError,
  NetworkError,
  OptionError,
  StateError,
  TrainerError,
} from './errors'
export { constant } from './initializers/constant'
export { heNormal, heUniform } from './initializers/he'
export type { Initializer, InitializerOptions } from './initializers/initializer'
export { xavierNormal, xavierUniform } from './initializers/xavier'
export { Linear, type LinearOptions } from './layers/linear'
export { ReLU } from './layers/relu'
export { type Fitted, Sequential } from './layers/sequential'
export { CrossEntropyLoss, type CrossEntropyOptions } from './losses/cross-entropy'
export { Loss, type LossOptions, type Reduction } from './losses/loss'
export { Module, type StateDict } from './module'
export { Adam, type AdamSettings, AdamW } from './optimizers/adam'
export {
  type Group,
  Optimizer,
  type OptimizerSettings,
  type ParameterGroup,
  type Slots,
} from './optimizers/optimizer'
export { SGD, type SGDSettings } from './optimizers/sgd'
export {
  createCriterion,
  createNetwork,
  createOptimizer,
  createSchedule,
} from './recipes/create'
export { type CreateTrainerOptions, createTrainer } from './recipes/create-trainer'
export type { OptimizerRecipe, Recipe, ScheduleRecipe } from './recipes/recipe'
export { recipes } from './recipes/recipes'
export { chainedSchedule, warmUpSchedule } from './schedules/combine'
export { constantSchedule } from './schedules/constant'
export { cosineSchedule } from './schedules/cosine'
export { exponentialSchedule, multiStepSchedule, stepSchedule } from './schedules/decay'
export { linearSchedule } from './schedules/linear'
export { type OneCycleOptions, oneCycleSchedule } from './schedules/one-cycle'
export type { Schedule } from './schedules/schedule'
export type { Criterion, Measured } from './trainer/criterion'
export type { BatchFunction, Evaluation } from './trainer/evaluate'
export type { EndEvent, EpochEvent, StartEvent, StepEvent, TrainEvent } from './trainer/events'
export type { Batch, Loader } from './trainer/loader'
export { Trainer, type TrainerOptions } from './trainer/trainer'
