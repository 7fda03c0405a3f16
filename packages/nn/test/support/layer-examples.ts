import { type FloatDType, Generator } from '@handwritten/tensor'
import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv2d,
  ConvTranspose2d,
  Dropout,
  Dropout2d,
  ELU,
  Flatten,
  GELU,
  GroupNorm,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  MaxPool2d,
  type Module,
  ReLU,
  Residual,
  SELU,
  Sequential,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Tanh,
  Unflatten,
} from '../../src/index'

/** A layer with the shape of an input for it. */
export interface LayerExample {
  /** Its class, and what is special about it. */
  readonly name: string
  readonly make: () => Module
  readonly shape: readonly number[]
}

/** Every layer that is exported, in its variants. The same layer has the same weights each time. */
export function layerExamples(dtype: FloatDType): LayerExample[] {
  const example = (
    name: string,
    shape: readonly number[],
    make: (options: { dtype: FloatDType; generator: Generator }) => Module,
  ): LayerExample => ({
    name,
    shape,
    make: () => make({ dtype, generator: new Generator(17) }),
  })
  return [
    example('Linear', [5, 3], (options) => new Linear(3, 4, options)),
    example(
      'Linear on more axes, no bias',
      [2, 2, 3],
      (options) => new Linear(3, 2, { ...options, bias: false }),
    ),
    example('ReLU', [4, 3], () => new ReLU()),
    example('LeakyReLU', [4, 3], () => new LeakyReLU({ negativeSlope: 0.2 })),
    example('ELU', [4, 3], () => new ELU({ alpha: 0.7 })),
    example('SELU', [4, 3], () => new SELU()),
    example('GELU', [4, 3], () => new GELU()),
    example('GELU, tanh', [4, 3], () => new GELU({ approximate: 'tanh' })),
    example('SiLU', [4, 3], () => new SiLU()),
    example('Sigmoid', [4, 3], () => new Sigmoid()),
    example('Tanh', [4, 3], () => new Tanh()),
    example('Softplus', [4, 3], () => new Softplus({ beta: 2 })),
    example('Softmax', [4, 3], () => new Softmax()),
    example('LogSoftmax, not along the last axis', [2, 3, 4], () => new LogSoftmax({ axis: 1 })),
    example('Dropout', [4, 3], ({ generator }) => new Dropout(0.4, { generator })),
    example('LayerNorm', [3, 4], () => new LayerNorm(4, { dtype })),
    example('LayerNorm over two axes', [2, 3, 2], () => new LayerNorm([3, 2], { dtype })),
    example('LayerNorm, not affine', [3, 4], () => new LayerNorm(4, { affine: false })),
    example('BatchNorm1d', [5, 3], () => new BatchNorm1d(3, { dtype })),
    example('BatchNorm1d on a length', [3, 2, 4], () => new BatchNorm1d(2, { dtype })),
    example('BatchNorm1d, not affine', [5, 3], () => new BatchNorm1d(3, { dtype, affine: false })),
    example('Flatten', [2, 3, 2], () => new Flatten()),
    example('Unflatten', [2, 6], () => new Unflatten([3, 1, 2])),
    example('Conv2d', [2, 2, 4, 4], (options) => new Conv2d(2, 3, [3, 2], options)),
    example(
      'Conv2d, strided, padded and dilated',
      [1, 1, 5, 4],
      (options) =>
        new Conv2d(1, 2, 2, { ...options, stride: [2, 1], padding: [1, 2], dilation: [2, 3] }),
    ),
    example(
      'Conv2d with groups, keeping the size',
      [2, 4, 4, 3],
      (options) => new Conv2d(4, 6, [2, 3], { ...options, groups: 2, paddingMode: 'same' }),
    ),
    example(
      'ConvTranspose2d',
      [2, 4, 3, 2],
      (options) =>
        new ConvTranspose2d(4, 2, [3, 2], {
          ...options,
          ...{ stride: 2, padding: [1, 0], outputPadding: [1, 0], dilation: [1, 2], groups: 2 },
        }),
    ),
    example('BatchNorm2d', [3, 2, 2, 3], () => new BatchNorm2d(2, { dtype })),
    example('GroupNorm', [2, 4, 3, 2], () => new GroupNorm(2, 4, { dtype })),
    example('GroupNorm, not affine', [2, 4], () => new GroupNorm(2, 4, { affine: false })),
    example('Dropout2d', [2, 3, 2, 2], ({ generator }) => new Dropout2d(0.4, { generator })),
    example('AdaptiveAvgPool2d', [2, 3, 4, 6], () => new AdaptiveAvgPool2d([2, 3])),
    example('MaxPool2d, in ceil mode', [1, 2, 5, 4], () => new MaxPool2d(2, { ceilMode: true })),
    example(
      'AvgPool2d without padding in its means',
      [1, 2, 4, 4],
      () => new AvgPool2d(2, { padding: 1, countIncludePad: false }),
    ),
    example('MaxPool2d', [1, 2, 4, 4], () => new MaxPool2d(3, { stride: 1, padding: 1 })),
    example('AvgPool2d', [1, 2, 4, 5], () => new AvgPool2d([2, 3], { stride: 2, padding: [0, 1] })),
    example('Residual', [4, 3], (options) => new Residual(new Linear(3, 3, options))),
    example(
      'Sequential',
      [5, 3],
      (options) => new Sequential(new Linear(3, 4, options), new Tanh(), new Linear(4, 2, options)),
    ),
  ]
}
