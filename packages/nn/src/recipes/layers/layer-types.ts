import type { Generator } from '@handwritten/tensor'
import type { Initializer } from '../../initializers/initializer'
import { ELU } from '../../layers/activations/elu'
import { GELU } from '../../layers/activations/gelu'
import { LeakyReLU } from '../../layers/activations/leaky-relu'
import { ReLU } from '../../layers/activations/relu'
import { SELU } from '../../layers/activations/selu'
import { Sigmoid } from '../../layers/activations/sigmoid'
import { SiLU } from '../../layers/activations/silu'
import { Softplus } from '../../layers/activations/softplus'
import { Tanh } from '../../layers/activations/tanh'
import { AdaptiveAvgPool2d } from '../../layers/adaptive-avg-pool2d'
import { AvgPool2d } from '../../layers/avg-pool2d'
import { BatchNorm1d } from '../../layers/batch-norm1d'
import { BatchNorm2d } from '../../layers/batch-norm2d'
import { Conv2d } from '../../layers/conv2d'
import { Dropout } from '../../layers/dropout'
import { Dropout2d } from '../../layers/dropout2d'
import { Flatten } from '../../layers/flatten'
import { GroupNorm } from '../../layers/group-norm'
import { LayerNorm } from '../../layers/layer-norm'
import { Linear } from '../../layers/linear'
import { MaxPool2d } from '../../layers/max-pool2d'
import { Unflatten } from '../../layers/unflatten'
import type { Module } from '../../module'
import {
  type Check,
  flag,
  fraction,
  integer,
  listOf,
  number,
  oneOf,
  optional,
  pair,
  positive,
} from '../checks'
import type { LayerType, SettingsOf } from './layer-settings'

/** What a layer is built from besides its settings. */
export interface LayerContext {
  /** Shape of the input without the axis of samples: [features] or [channels, height, width]. */
  readonly shape: readonly number[]
  /** Outputs of the network. */
  readonly classes: number
  readonly generator: Generator
  readonly initializer: Initializer
}

/** The options of a layer and how it is built. */
export interface LayerDefinition<Type extends LayerType> {
  /** The checks of its options. */
  readonly options: Readonly<Record<string, Check>>
  /** Axes of an input sample; absent if the layer takes any. */
  readonly axes?: 1 | 3
  build(settings: SettingsOf<Type>, context: LayerContext): Module
}

const pooling = {
  ...{ kernelSize: pair(1), stride: optional(pair(1)), padding: optional(pair(0)) },
  ceilMode: optional(flag),
}

const batchNorm = {
  epsilon: optional(positive),
  momentum: optional(number('a number from 0 to 1', (value) => value >= 0 && value <= 1)),
}

/** Every layer that settings may use, except Residual, which contains others. */
export const layerTypes: {
  readonly [Type in Exclude<LayerType, 'Residual'>]: LayerDefinition<Type>
} = {
  Linear: {
    options: { outFeatures: optional(integer(1)), bias: optional(flag) },
    axes: 1,
    build: ({ type: _, outFeatures, ...options }, { shape, classes, generator, initializer }) =>
      new Linear(shape[0], outFeatures ?? classes, { generator, initializer, ...options }),
  },
  Conv2d: {
    options: {
      ...{ outChannels: integer(1), kernelSize: pair(1) },
      ...{ stride: optional(pair(1)), padding: optional(pair(0)), dilation: optional(pair(1)) },
      ...{ paddingMode: optional(oneOf(['zeros', 'same'])), groups: optional(integer(1)) },
      bias: optional(flag),
    },
    axes: 3,
    build: ({ type: _, outChannels, kernelSize, ...options }, { shape, generator, initializer }) =>
      new Conv2d(shape[0], outChannels, kernelSize, { generator, initializer, ...options }),
  },
  MaxPool2d: {
    options: pooling,
    axes: 3,
    build: ({ type: _, kernelSize, ...options }) => new MaxPool2d(kernelSize, options),
  },
  AvgPool2d: {
    options: pooling,
    axes: 3,
    build: ({ type: _, kernelSize, ...options }) => new AvgPool2d(kernelSize, options),
  },
  AdaptiveAvgPool2d: {
    options: { size: pair(1) },
    axes: 3,
    build: ({ size }) => new AdaptiveAvgPool2d(size),
  },
  BatchNorm1d: {
    options: batchNorm,
    axes: 1,
    build: ({ type: _, ...options }, { shape }) => new BatchNorm1d(shape[0], options),
  },
  BatchNorm2d: {
    options: batchNorm,
    axes: 3,
    build: ({ type: _, ...options }, { shape }) => new BatchNorm2d(shape[0], options),
  },
  GroupNorm: {
    options: { groups: integer(1), epsilon: optional(positive) },
    build: ({ type: _, groups, ...options }, { shape }) => new GroupNorm(groups, shape[0], options),
  },
  LayerNorm: {
    options: { epsilon: optional(positive) },
    build: ({ type: _, ...options }, { shape }) => new LayerNorm(shape, options),
  },
  Dropout: {
    options: { p: optional(fraction) },
    build: ({ p }, { generator }) => new Dropout(p, { generator: generator.split() }),
  },
  Dropout2d: {
    options: { p: optional(fraction) },
    axes: 3,
    build: ({ p }, { generator }) => new Dropout2d(p, { generator: generator.split() }),
  },
  Flatten: { options: {}, build: () => new Flatten() },
  Unflatten: {
    options: { shape: listOf(integer(1)) },
    axes: 1,
    build: ({ shape }) => new Unflatten(shape),
  },
  ReLU: { options: {}, build: () => new ReLU() },
  GELU: {
    options: { approximate: optional(oneOf(['none', 'tanh'])) },
    build: ({ type: _, ...options }) => new GELU(options),
  },
  SiLU: { options: {}, build: () => new SiLU() },
  SELU: { options: {}, build: () => new SELU() },
  Tanh: { options: {}, build: () => new Tanh() },
  Sigmoid: { options: {}, build: () => new Sigmoid() },
  LeakyReLU: {
    options: { negativeSlope: optional(number('a number', () => true)) },
    build: ({ type: _, ...options }) => new LeakyReLU(options),
  },
  ELU: {
    options: { alpha: optional(positive) },
    build: ({ type: _, ...options }) => new ELU(options),
  },
  Softplus: {
    options: { beta: optional(positive) },
    build: ({ type: _, ...options }) => new Softplus(options),
  },
}
