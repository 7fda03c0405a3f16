export {
  defineOperation,
  type OperationArguments,
  type OperationDefinition,
} from './autograd/define-operation'
export { type GradOptions, grad, type ScalarFunction, valueAndGrad } from './autograd/grad'
export { type GradCheckOptions, gradCheck } from './autograd/grad-check'
export { noGrad } from './autograd/tape/graph'
export type {
  Activation,
  ArgReduceOp,
  Backend,
  BinaryOp,
  CumulativeOp,
  Distribution,
  ReduceOp,
  UnaryOp,
} from './backend/backend'
export { reference } from './backend/reference/reference'
export { type ThreadsInUse, threadsInUse, useThreads } from './backend/wasm/engine'
export type { ThreadsOptions } from './backend/wasm/threads/worker-pool'
export type { CaptureOptions } from './capture/capture'
export type { OnReplay, ReplayedCall, ReplayPart } from './capture/on-replay'
export type { CaptureResult } from './capture/results'
export { capture, currentBackend, setBackend } from './composition'
export type { DataOf, DType, DTypeOf, FloatDType, TypedArray } from './core/dtype'
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
} from './core/errors'
export type { GradientRule } from './core/graph-node'
export type { NestedArray, NestedInput } from './core/nested'
export type { AxisWindows, ConvolutionGeometry, PoolWindows } from './core/picture-geometry'
export type { Axes, Shape } from './core/shape'
export { Storage } from './core/storage'
export { Tensor } from './core/tensor'
export type { View } from './core/view'
export {
  type CreationOptions,
  fromTypedArray,
  full,
  ones,
  onesLike,
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from './creation/creation'
export { arange, type EyeOptions, eye, linspace, type RangeOptions } from './creation/ranges'
export { decodeNpy, encodeNpy } from './formats/npy'
export { type DecodeNpzOptions, decodeNpz, encodeNpz } from './formats/npz'
export {
  type DecodeSafetensorsOptions,
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsFile,
} from './formats/safetensors'
export { all, any } from './ops/any-all'
export { type ArgOptions, argmax, argmin } from './ops/arg-extrema'
export { add, divide, multiply, negative, subtract } from './ops/arithmetic'
export { astype } from './ops/astype'
export { type AvgPoolOptions, adaptiveAvgPool2d, avgPool2d } from './ops/avg-pool2d'
export { type BincountOptions, bincount } from './ops/bincount'
export { broadcastTo } from './ops/broadcast-to'
export { isfinite, isinf, isnan } from './ops/classification'
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './ops/comparison'
export { type ConcatOptions, concat, stack } from './ops/concat'
export { type ConvTranspose2dOptions, convTranspose2d } from './ops/conv-transpose2d'
export { type Conv2dOptions, conv2d } from './ops/conv2d'
export type { ConvolutionOptions } from './ops/convolution-geometry'
export { copy } from './ops/copy'
export { type CumulativeOptions, cumulativeSum } from './ops/cumulative'
export { type DiagonalOptions, diagonal } from './ops/diagonal'
export { floorDivide, remainder } from './ops/division'
export { einsum } from './ops/einsum'
export { erf } from './ops/erf'
export { exchange } from './ops/exchange'
export { expandDims, squeeze } from './ops/expand-dims'
export { exp, expm1, log, log1p, log2, log10 } from './ops/exponential'
export { type ClipOptions, clip, maximum, minimum } from './ops/extrema'
export { type FlipOptions, flip } from './ops/flip'
export { type GatherRowsOptions, gatherRows } from './ops/gather-rows'
export { acosh, asinh, atanh, cosh, sinh, tanh } from './ops/hyperbolic'
export { copyInto, fill } from './ops/in-place'
export { type LinearOptions, linear } from './ops/linear'
export { logSumExp } from './ops/log-sum-exp'
export { logicalAnd, logicalNot, logicalOr, logicalXor } from './ops/logical'
export { matmul } from './ops/matmul'
export { max, min } from './ops/max-min'
export { adaptiveMaxPool2d, maxPool2d } from './ops/max-pool2d'
export { mean } from './ops/mean'
export { type MeshgridOptions, meshgrid } from './ops/meshgrid'
export { nonzero } from './ops/nonzero'
export { type OneHotOptions, oneHot } from './ops/one-hot'
export {
  type AdamUpdateOptions,
  adamUpdate,
  type SgdUpdateOptions,
  sgdUpdate,
} from './ops/optimizer-updates'
export { type PadOptions, type PadWidth, pad } from './ops/pad'
export { matrixTranspose, permuteDims } from './ops/permute-dims'
export type { Pair } from './ops/picture-options'
export type { PoolOptions } from './ops/pool-windows'
export { pow, reciprocal, rsqrt, sqrt, square } from './ops/power'
export { prod } from './ops/prod'
export { relu } from './ops/relu'
export { reshape } from './ops/reshape'
export { type RollOptions, roll } from './ops/roll'
export { ceil, floor, round, trunc } from './ops/rounding'
export { sigmoid, softplus } from './ops/sigmoid'
export { abs, sign } from './ops/sign'
export { slice } from './ops/slice'
export { type SlidingWindowsOptions, slidingWindows } from './ops/sliding-windows'
export { type AxisOptions, logSoftmax, softmax } from './ops/softmax'
export { type CrossEntropyOptions, softmaxCrossEntropy } from './ops/softmax-cross-entropy'
export { argsort, type SortOptions, sort, type TopKOptions, topK } from './ops/sort'
export { sum } from './ops/sum'
export { type TakeOptions, take, takeAlongAxis } from './ops/take'
export { outer, type TensordotOptions, tensordot } from './ops/tensordot'
export { type TriangleOptions, tril, triu } from './ops/triangle'
export { acos, asin, atan, atan2, cos, sin, tan } from './ops/trigonometric'
export { type Unique, unique } from './ops/unique'
export { std, type VarianceOptions, variance as var } from './ops/variance'
export { where } from './ops/where'
export {
  type ChoiceOptions,
  Generator,
  type GeneratorState,
  type NormalOptions,
  type UniformOptions,
} from './random/generator'
export { type Csr, SparseRows, type SparseSource } from './sparse/csr'
export type {
  BackwardOptions,
  Operand,
  ReduceOptions,
  SliceRange,
  SliceSpec,
} from './types/options'
