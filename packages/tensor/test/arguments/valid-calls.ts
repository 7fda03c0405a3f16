import * as t from '../../src/index'

/** What a parameter accepts besides the value of its valid call; see `accepted` in `every-export.test.ts`. */
export type Kind =
  | 'tensor'
  | 'operand'
  | 'tensors'
  | 'options'
  | 'function'
  | 'number'
  | 'scalar'
  | 'shape'
  | 'bytes'
  | 'nested'
  | 'other'

/** A call that succeeds: `[value, kind]` of each argument. Options come last and name every key. */
export type ValidCall = () => (readonly [value: unknown, kind: Kind])[]

type Library = typeof t
/** The exported functions; classes are tested by their constructors and methods. */
export type FunctionName = {
  [K in keyof Library]: Library[K] extends abstract new (
    ...args: never[]
  ) => unknown
    ? never
    : Library[K] extends (...args: never[]) => unknown
      ? K
      : never
}[keyof Library]

const matrix = () =>
  t.tensor([
    [0.25, 0.5],
    [0.75, 1],
  ]) as t.Tensor
const line = () => t.tensor([1, 2]) as t.Tensor
const square = () =>
  t.tensor(
    [
      [1, 0],
      [0, 1],
    ],
    { dtype: 'int32' },
  ) as t.Tensor
const pictures = () => t.ones([1, 1, 2, 2]) as t.Tensor
const rows = () => t.tensor([0, 1], { dtype: 'int32' }) as t.Tensor

const unary: ValidCall = () => [[matrix(), 'operand']]
const binary: ValidCall = () => [
  [matrix(), 'operand'],
  [matrix(), 'operand'],
]
const onTensor: ValidCall = () => [[matrix(), 'tensor']]
const withOptions =
  (options: object): ValidCall =>
  () => [
    [matrix(), 'tensor'],
    [options, 'options'],
  ]
const reduction = withOptions({ axis: [0], keepdims: true })

/** One valid call of every exported function: a new export does not compile without an entry. */
export const validCalls: Readonly<Record<FunctionName, ValidCall>> = {
  abs: unary,
  acos: unary,
  acosh: unary,
  asin: unary,
  asinh: unary,
  atan: unary,
  atanh: unary,
  ceil: unary,
  cos: unary,
  cosh: unary,
  erf: unary,
  exp: unary,
  expm1: unary,
  floor: unary,
  isfinite: unary,
  isinf: unary,
  isnan: unary,
  log: unary,
  log10: unary,
  log1p: unary,
  log2: unary,
  logicalNot: unary,
  negative: unary,
  reciprocal: unary,
  relu: unary,
  round: unary,
  rsqrt: unary,
  sigmoid: unary,
  sign: unary,
  sin: unary,
  sinh: unary,
  softplus: unary,
  sqrt: unary,
  square: unary,
  tan: unary,
  tanh: unary,
  trunc: unary,
  add: binary,
  atan2: binary,
  divide: binary,
  equal: binary,
  floorDivide: binary,
  greater: binary,
  greaterEqual: binary,
  less: binary,
  lessEqual: binary,
  logicalAnd: binary,
  logicalOr: binary,
  logicalXor: binary,
  matmul: binary,
  maximum: binary,
  minimum: binary,
  multiply: binary,
  notEqual: binary,
  pow: binary,
  remainder: binary,
  subtract: binary,
  where: () => [...binary(), [matrix(), 'operand']],
  copy: onTensor,
  matrixTranspose: onTensor,
  nonzero: onTensor,
  onesLike: onTensor,
  unique: onTensor,
  zerosLike: onTensor,
  encodeNpy: onTensor,
  all: reduction,
  any: reduction,
  logSumExp: reduction,
  max: reduction,
  mean: reduction,
  min: reduction,
  prod: reduction,
  sum: reduction,
  std: withOptions({ axis: [0], keepdims: true, correction: 1 }),
  var: withOptions({ axis: [0], keepdims: true, correction: 1 }),
  argmax: withOptions({ axis: 0, keepdims: true }),
  argmin: withOptions({ axis: 0, keepdims: true }),
  argsort: withOptions({ axis: 0, descending: true }),
  sort: withOptions({ axis: 0, descending: true }),
  cumulativeSum: withOptions({ axis: 0 }),
  diagonal: withOptions({ axes: [0, 1] }),
  expandDims: withOptions({ axis: 0 }),
  squeeze: () => [
    [t.ones([1, 2]), 'tensor'],
    [{ axis: [0] }, 'options'],
  ],
  flip: withOptions({ axis: [0] }),
  logSoftmax: withOptions({ axis: 0 }),
  softmax: withOptions({ axis: 0 }),
  tril: withOptions({ k: 1 }),
  triu: withOptions({ k: 1 }),
  clip: () => [
    [matrix(), 'operand'],
    [{ min: 0, max: 1 }, 'options'],
  ],
  astype: () => [
    [matrix(), 'tensor'],
    ['int32', 'other'],
  ],
  bincount: () => [
    [rows(), 'tensor'],
    [{ weights: line(), bins: 3 }, 'options'],
  ],
  broadcastTo: () => [
    [matrix(), 'tensor'],
    [[3, 2, 2], 'shape'],
  ],
  concat: () => [
    [[matrix(), matrix()], 'tensors'],
    [{ axis: 1 }, 'options'],
  ],
  stack: () => [
    [[matrix(), matrix()], 'tensors'],
    [{ axis: 1 }, 'options'],
  ],
  meshgrid: () => [
    [[line(), line()], 'tensors'],
    [{ indexing: 'ij' }, 'options'],
  ],
  einsum: () => [
    ['ij,jk->ik', 'other'],
    [[matrix(), matrix()], 'tensors'],
  ],
  copyInto: () => [
    [matrix(), 'tensor'],
    [matrix(), 'operand'],
  ],
  fill: () => [
    [matrix(), 'tensor'],
    [1, 'scalar'],
  ],
  exchange: () => [
    [matrix(), 'tensor'],
    [() => undefined, 'function'],
  ],
  gatherRows: () => [
    [t.ones([3, 2], { dtype: 'uint8' }), 'tensor'],
    [rows(), 'tensor'],
    [{ scale: 2, shift: 1, dtype: 'float32', background: 0 }, 'options'],
  ],
  linear: () => [
    [matrix(), 'tensor'],
    [matrix(), 'tensor'],
    [line(), 'tensor'],
    [{ activation: 'relu' }, 'options'],
  ],
  oneHot: () => [
    [rows(), 'tensor'],
    [2, 'number'],
    [{ dtype: 'float64' }, 'options'],
  ],
  sgdUpdate: () => [
    [line(), 'tensor'],
    [line(), 'tensor'],
    [t.ones([5], { dtype: 'float64' }), 'tensor'],
    [{ velocity: line(), nesterov: true }, 'options'],
  ],
  adamUpdate: () => [
    [line(), 'tensor'],
    [line(), 'tensor'],
    [line(), 'tensor'],
    [line(), 'tensor'],
    [t.ones([6], { dtype: 'float64' }), 'tensor'],
    [{ largest: line(), decoupled: true }, 'options'],
  ],
  pad: () => [
    [matrix(), 'tensor'],
    [
      [
        [1, 1],
        [0, 2],
      ],
      'other',
    ],
    [{ value: 1 }, 'options'],
  ],
  permuteDims: () => [
    [matrix(), 'tensor'],
    [[1, 0], 'shape'],
  ],
  reshape: () => [
    [matrix(), 'tensor'],
    [[4, -1], 'shape'],
  ],
  roll: () => [
    [matrix(), 'tensor'],
    [1, 'number'],
    [{ axis: 0 }, 'options'],
  ],
  slice: () => [
    [matrix(), 'tensor'],
    [[0, [0, 1]], 'shape'],
  ],
  slidingWindows: () => [
    [matrix(), 'tensor'],
    [[1, 2], 'shape'],
    [{ step: [1, 1] }, 'options'],
  ],
  softmaxCrossEntropy: () => [
    [matrix(), 'tensor'],
    [rows(), 'tensor'],
    [{ labelSmoothing: 0.1 }, 'options'],
  ],
  take: () => [
    [matrix(), 'tensor'],
    [rows(), 'tensor'],
    [{ axis: 1 }, 'options'],
  ],
  takeAlongAxis: () => [
    [matrix(), 'tensor'],
    [square(), 'tensor'],
    [{ axis: 1 }, 'options'],
  ],
  tensordot: () => [
    [matrix(), 'tensor'],
    [matrix(), 'tensor'],
    [{ axes: 1 }, 'options'],
  ],
  outer: () => [
    [line(), 'tensor'],
    [line(), 'tensor'],
  ],
  topK: () => [
    [matrix(), 'tensor'],
    [1, 'number'],
    [{ axis: 0 }, 'options'],
  ],
  conv2d: () => [
    [pictures(), 'tensor'],
    [pictures(), 'tensor'],
    [t.ones([1]), 'tensor'],
    [{ stride: 1, padding: [1, 1], dilation: 1, groups: 1, activation: 'relu' }, 'options'],
  ],
  convTranspose2d: () => [
    [pictures(), 'tensor'],
    [pictures(), 'tensor'],
    [t.ones([1]), 'tensor'],
    [{ stride: 2, padding: 0, dilation: 1, groups: 1, outputPadding: 1 }, 'options'],
  ],
  avgPool2d: () => [
    [pictures(), 'tensor'],
    [2, 'number'],
    [{ stride: 1, padding: 1, ceilMode: true, countIncludePad: false }, 'options'],
  ],
  maxPool2d: () => [
    [pictures(), 'tensor'],
    [2, 'number'],
    [{ stride: 1, padding: 1, ceilMode: true }, 'options'],
  ],
  adaptiveAvgPool2d: () => [
    [pictures(), 'tensor'],
    [2, 'number'],
  ],
  adaptiveMaxPool2d: () => [
    [pictures(), 'tensor'],
    [2, 'number'],
  ],
  tensor: () => [
    [[1, 2], 'nested'],
    [{ dtype: 'float64', shape: [2], requiresGrad: true }, 'options'],
  ],
  fromTypedArray: () => [
    [new Float32Array(2), 'bytes'],
    [[2], 'shape'],
  ],
  full: () => [
    [[2], 'shape'],
    [1, 'scalar'],
    [{ dtype: 'int32' }, 'options'],
  ],
  zeros: () => [
    [[2], 'shape'],
    [{ dtype: 'int32' }, 'options'],
  ],
  ones: () => [
    [[2], 'shape'],
    [{ dtype: 'int32' }, 'options'],
  ],
  arange: () => [
    [0, 'number'],
    [10, 'number'],
    [{ step: 2, dtype: 'int32' }, 'options'],
  ],
  linspace: () => [
    [0, 'number'],
    [1, 'number'],
    [3, 'number'],
    [{ dtype: 'float64' }, 'options'],
  ],
  eye: () => [
    [2, 'number'],
    [3, 'number'],
    [{ k: 1, dtype: 'int32' }, 'options'],
  ],
  decodeNpy: () => [[t.encodeNpy(matrix()), 'bytes']],
  decodeNpz: () => [
    [t.encodeNpz({ a: matrix() }), 'bytes'],
    [{ names: ['a'] }, 'options'],
  ],
  decodeSafetensors: () => [
    [t.encodeSafetensors({ tensors: { a: matrix() } }), 'bytes'],
    [{ names: ['a'] }, 'options'],
  ],
  encodeNpz: () => [[{ a: matrix() }, 'other']],
  encodeSafetensors: () => [[{ tensors: { a: matrix() }, metadata: { by: 'test' } }, 'options']],
  noGrad: () => [[() => 1, 'function']],
  grad: () => [
    [(x: t.Tensor) => t.sum(x), 'function'],
    [{ argument: 0 }, 'options'],
  ],
  valueAndGrad: () => [
    [(x: t.Tensor) => t.sum(x), 'function'],
    [{ argument: 0 }, 'options'],
  ],
  gradCheck: () => [
    [(x: t.Tensor) => t.multiply(x, 1), 'function'],
    [[t.ones([1], { dtype: 'float64' })], 'tensors'],
    [{ epsilon: 1e-5, relative: 1e-4, absolute: 1e-4 }, 'options'],
  ],
  defineOperation: () => [
    [{ name: 'same', forward: ([x]: [t.Tensor]) => x, gradients: () => [null] }, 'options'],
  ],
  capture: () => [
    [(x: t.Tensor) => t.multiply(x, 2), 'function'],
    [{ onReplay: () => undefined }, 'options'],
  ],
  currentBackend: () => [],
  setBackend: () => [['reference', 'other']],
  threadsInUse: () => [],
  useThreads: () => [[{ threads: 1, cores: 1, patience: 5, wide: false }, 'options']],
}
