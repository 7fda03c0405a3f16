export {
  encodeCheckpoint,
  loadCheckpoint,
  restoreCheckpoint,
  saveCheckpoint,
} from './checkpoint/checkpoint'
export { decodeWeights } from './checkpoint/sealed-file'
export {
  CheckpointError,
  type CheckpointFault,
  type Divergence,
  DivergenceError,
  type DivergenceSite,
  ExportError,
  FileError,
  LayerError,
  NetworkError,
  OptionError,
  StateError,
  TrainerError,
} from './errors'
export { type ExportModuleOptions, exportModule } from './export/module/export-module'
export { type ExportOnnxOptions, exportOnnx } from './export/onnx/export-onnx'
export { type InitializerName, initializerNames } from './initializers/by-name'
export { constant } from './initializers/constant'
export { heNormal, heUniform } from './initializers/he'
export type { Initializer, InitializerOptions } from './initializers/initializer'
export { orthogonal } from './initializers/orthogonal'
export { xavierNormal, xavierUniform } from './initializers/xavier'
export { ELU } from './layers/activations/elu'
export { GELU, type GELUOptions } from './layers/activations/gelu'
export { LeakyReLU } from './layers/activations/leaky-relu'
export { ReLU } from './layers/activations/relu'
export { SELU } from './layers/activations/selu'
export { Sigmoid } from './layers/activations/sigmoid'
export { SiLU } from './layers/activations/silu'
export { LogSoftmax, Softmax, type SoftmaxOptions } from './layers/activations/softmax'
export { Softplus } from './layers/activations/softplus'
export { Tanh } from './layers/activations/tanh'
export { AdaptiveAvgPool2d } from './layers/adaptive-avg-pool2d'
export { AvgPool2d } from './layers/avg-pool2d'
export type { BatchNormOptions } from './layers/batch-norm'
export { BatchNorm1d } from './layers/batch-norm1d'
export { BatchNorm2d } from './layers/batch-norm2d'
export { ConvTranspose2d, type ConvTranspose2dLayerOptions } from './layers/conv-transpose2d'
export { Conv2d, type Conv2dOptions } from './layers/conv2d'
export { Dropout, type DropoutOptions } from './layers/dropout'
export { Dropout2d } from './layers/dropout2d'
export type { Fitted, Misfit } from './layers/features'
export { Flatten } from './layers/flatten'
export { GroupNorm, type GroupNormOptions } from './layers/group-norm'
export { LayerNorm, type LayerNormOptions } from './layers/layer-norm'
export { Linear, type LinearOptions } from './layers/linear'
export { MaxPool2d } from './layers/max-pool2d'
export { Residual } from './layers/residual'
export { Sequential } from './layers/sequential'
export { ShapeKeeping } from './layers/shape-keeping'
export { Unflatten } from './layers/unflatten'
export type { WindowOptions, Windows } from './layers/windows'
export { BCEWithLogitsLoss } from './losses/binary-cross-entropy'
export { CrossEntropyLoss, type CrossEntropyOptions } from './losses/cross-entropy'
export { KLDivLoss } from './losses/kl-divergence'
export { Loss, type LossOptions, type Reduction } from './losses/loss'
export { L1Loss } from './losses/mean-absolute-error'
export { MSELoss } from './losses/mean-squared-error'
export { NLLLoss } from './losses/negative-log-likelihood'
export { SmoothL1Loss } from './losses/smooth-l1'
export { type InputsOf, Module, type StateDict } from './module'
export { Adagrad, type AdagradSettings } from './optimizers/adagrad'
export { Adam, type AdamSettings, AdamW } from './optimizers/adam'
export { clipGradNorm, clipGradValue } from './optimizers/clip'
export { NAdam, type NAdamSettings } from './optimizers/nadam'
export {
  type Group,
  Optimizer,
  type OptimizerSettings,
  type ParameterGroup,
  type Slots,
  type StepState,
} from './optimizers/optimizer'
export { RMSprop, type RMSpropSettings } from './optimizers/rms-prop'
export { SGD, type SGDSettings } from './optimizers/sgd'
export { WeightAverage, type WeightAverageOptions } from './optimizers/weight-average'
export {
  createCriterion,
  createNetwork,
  createOptimizer,
  createSchedule,
  layersOf,
} from './recipes/create'
export { type CreateTrainerOptions, createTrainer } from './recipes/create-trainer'
export { type ActivationName, activationNames } from './recipes/layers/hidden-layers'
export type { LayerSettings, LayerType } from './recipes/layers/layer-settings'
export { parseLayers } from './recipes/layers/parse-layers'
export { parseRecipe } from './recipes/parse-recipe'
export type {
  AugmentationRecipe,
  NetworkRecipe,
  OptimizerRecipe,
  Recipe,
  ScheduleRecipe,
} from './recipes/recipe'
export { recipes } from './recipes/recipes'
export { chainedSchedule, warmUpSchedule } from './schedules/combine'
export { constantSchedule } from './schedules/constant'
export { cosineSchedule } from './schedules/cosine'
export { exponentialSchedule, multiStepSchedule, stepSchedule } from './schedules/decay'
export { linearSchedule } from './schedules/linear'
export { type OneCycleOptions, oneCycleSchedule } from './schedules/one-cycle'
export type { Schedule } from './schedules/schedule'
export { type SummaryOptions, summary } from './summary'
export type { Criterion, Measured } from './trainer/criterion'
export type { BatchFunction, Evaluation } from './trainer/evaluate'
export type { Evaluations } from './trainer/evaluator'
export type {
  AnyEpochEvent,
  EndEvent,
  EpochEvent,
  EpochOf,
  FitEvent,
  PerhapsCounted,
  StartEvent,
  StepEvent,
  TrainEvent,
} from './trainer/events'
export type { AverageOptions, FinalWeights } from './trainer/final-weights'
export type { Batch, Loader, LoaderCursor, PartsOfBatch } from './trainer/loader'
export type { Progress } from './trainer/progress'
export type { Ranks } from './trainer/ranks'
export { type SplitRowsOptions, splitRows } from './trainer/split-rows'
export type { ParameterStatistics, Statistics } from './trainer/statistics'
export type { TensorCursor, TensorLoaderState, TensorPass } from './trainer/tensor-epochs'
export { TensorLoader, type TensorLoaderOptions } from './trainer/tensor-loader'
export { type AnyTrainer, Trainer } from './trainer/trainer'
export type { TrainerOptions } from './trainer/trainer-options'
