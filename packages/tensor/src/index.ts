export type { BackwardOptions } from './autograd/backward'
export { type GradientRule, noGrad } from './autograd/graph'
export type {
  Activation,
  ArgReduceOp,
  Backend,
  BinaryOp,
  CumulativeOp,
  Distribution,
  ReduceOp,
  UnaryOp,
  View,
} from './backend/backend'
export { currentBackend, setBackend } from './backend/current'
export { reference } from './backend/reference/reference'
export {
  arange,
  type CreationOptions,
  type EyeOptions,
  eye,
  fromTypedArray,
  full,
  linspace,
  ones,
  onesLike,
  type RangeOptions,
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from './creation'
export type { DataOf, DType, FloatDType, TypedArray } from './dtype'
export {
  AxisError,
  BackendError,
  CaptureError,
  DTypeError,
  FormatError,
  GradientError,
  IndexError,
  ShapeError,
  TensorError,
  type TensorErrorCode,
  ValueError,
} from './errors'
export type { NestedArray, NestedInput } from './nested'
export { add, divide, multiply, negative, subtract } from './ops/arithmetic'
export { astype } from './ops/astype'
export { broadcastTo } from './ops/broadcast-to'
export { copy } from './ops/copy'
export { expandDims, squeeze } from './ops/expand-dims'
export { exp, expm1, log, log1p, log2, log10 } from './ops/exponential'
export { type GatherRowsOptions, gatherRows } from './ops/gather-rows'
export { copyInto, fill } from './ops/in-place'
export { type LinearOptions, linear } from './ops/linear'
export { matmul } from './ops/matmul'
export { mean } from './ops/mean'
export { type OneHotOptions, oneHot } from './ops/one-hot'
export type { Operand } from './ops/operand'
export {
  type AdamUpdateOptions,
  adamUpdate,
  type SgdUpdateOptions,
  sgdUpdate,
} from './ops/optimizer-updates'
export { matrixTranspose, permuteDims } from './ops/permute-dims'
export type { ReduceOptions } from './ops/reduction'
export { relu } from './ops/relu'
export { reshape } from './ops/reshape'
export { type SliceRange, type SliceSpec, slice } from './ops/slice'
export { type AxisOptions, logSoftmax, softmax } from './ops/softmax'
export { softmaxCrossEntropy } from './ops/softmax-cross-entropy'
export { sum } from './ops/sum'
export { type CaptureResult, capture } from './program/capture'
export {
  Generator,
  type GeneratorState,
  type NormalOptions,
  type UniformOptions,
} from './random/generator'
export type { Axes, Shape } from './shape'
export { Storage } from './storage'
export { Tensor } from './tensor'
