export { Ema, type EmaOptions, type EmaState } from './average/ema'
export { Mean, type MeanState } from './average/mean'
export type { SampleMeanState } from './average/sample-mean'
export { Accuracy } from './classification/accuracy'
export { argmax } from './classification/argmax'
export type {
  Average,
  ClassScores,
  PrecisionRecallF1,
  ZeroDivisionOptions,
} from './classification/class-scores'
export { ConfusionMatrix, type ConfusionMatrixState } from './classification/confusion-matrix'
export type { HitRateState } from './classification/hit-rate'
export {
  TopKAccuracy,
  type TopKAccuracyState,
  type TopKOptions,
} from './classification/top-k-accuracy'
export {
  EmptyMetricError,
  InputError,
  LabelError,
  LengthError,
  MergeError,
  MetricError,
  type MetricErrorCode,
  NotFiniteError,
  OptionError,
  ProbabilityError,
  StateError,
  SumOverflowError,
  UndefinedMetricError,
} from './errors'
export type { Numbers } from './input/numbers'
export type { ClassesOptions } from './input/options'
export type { Scores } from './input/scores'
export type { TensorLike, Values } from './input/values'
export type { Metric } from './metric'
export { Throughput, type ThroughputOptions, type ThroughputState } from './pace/throughput'
export { TimeLeft, type TimeLeftOptions, type TimeLeftState } from './pace/time-left'
export { BrierScore } from './probability/brier-score'
export {
  type CalibrationOptions,
  type CalibrationState,
  ExpectedCalibrationError,
  type ReliabilityBin,
} from './probability/expected-calibration-error'
export { LogLoss } from './probability/log-loss'
export type { ProbabilityMeanState } from './probability/probability-mean'
export { AUROC } from './ranking/auroc'
export { AveragePrecision } from './ranking/average-precision'
export type { ScoresState } from './ranking/one-against-rest'
export { MeanAbsoluteError } from './regression/mean-absolute-error'
export { MeanSquaredError } from './regression/mean-squared-error'
export { R2Score, type R2ScoreState } from './regression/r2-score'
export {
  type ClassificationReportOptions,
  classificationReport,
} from './text/classification-report'
export { type ConfusionTableOptions, confusionTable } from './text/confusion-table'
