import { ones, reshape, type Tensor, zeros } from '@handwritten/tensor'
import { ExportError } from '../../errors'
import { AdaptiveAvgPool2d } from '../../layers/adaptive-avg-pool2d'
import { AvgPool2d } from '../../layers/avg-pool2d'
import type { BatchNorm } from '../../layers/batch-norm'
import { BatchNorm1d } from '../../layers/batch-norm1d'
import { BatchNorm2d } from '../../layers/batch-norm2d'
import { ConvTranspose2d } from '../../layers/conv-transpose2d'
import { Conv2d } from '../../layers/conv2d'
import { Dropout } from '../../layers/dropout'
import { Dropout2d } from '../../layers/dropout2d'
import { Flatten } from '../../layers/flatten'
import { GroupNorm } from '../../layers/group-norm'
import { LayerNorm } from '../../layers/layer-norm'
import { Linear } from '../../layers/linear'
import { MaxPool2d } from '../../layers/max-pool2d'
import { Unflatten } from '../../layers/unflatten'
import type { Windows } from '../../layers/windows'
import { nameInside } from '../../module-tree'
import type { Attribute } from './graph'
import { type Entry, entry, type Place } from './translation'

/** The parameters of a layer as constants, under the names that they are saved under. */
function constants({ graph, name }: Place, values: Record<string, Tensor | null>): string[] {
  return Object.entries(values).flatMap(([label, value]) =>
    value ? [graph.constant(nameInside(name, label), value)] : [],
  )
}

/** Gemm takes matrices only; what has more axes goes through MatMul and Add. */
function linear({ weight, bias }: Linear, place: Place): string {
  const { graph, input, example } = place
  if (example.ndim === 2) {
    const inputs = [input, ...constants(place, { weight, bias })]
    return graph.node('Gemm', inputs, { transB: { integer: 1 } })
  }
  const [matrix, ...rest] = constants(place, { weight: graph.transposed(weight), bias })
  const product = graph.node('MatMul', [input, matrix])
  return rest.length === 0 ? product : graph.node('Add', [product, ...rest])
}

function layerNorm(layer: LayerNorm, place: Place): string {
  const { normalizedShape: shape, epsilon } = layer
  const weight = layer.weight ?? ones(shape, { dtype: floatOf(place.example) })
  const inputs = [place.input, ...constants(place, { weight, bias: layer.bias })]
  const axis = { integer: -shape.length }
  return place.graph.node('LayerNormalization', inputs, { axis, epsilon: { float: epsilon } })
}

function batchNorm(layer: BatchNorm, place: Place): string {
  const { features, epsilon, runningMean, runningVar } = layer
  const dtype = floatOf(place.example)
  const values = {
    weight: layer.weight ?? ones([features], { dtype }),
    bias: layer.bias ?? zeros([features], { dtype }),
    running_mean: runningMean,
    running_var: runningVar,
  }
  const inputs = [place.input, ...constants(place, values)]
  return place.graph.node('BatchNormalization', inputs, { epsilon: { float: epsilon } })
}

function windowAttributes({ kernel, stride, padding }: Windows): Record<string, Attribute> {
  return {
    kernel_shape: { integers: kernel },
    strides: { integers: stride },
    pads: { integers: [...padding, ...padding] },
  }
}

function conv2d(layer: Conv2d, place: Place): string {
  const { weight, bias, windows, groups, paddingMode } = layer
  const total = windows.reach.map((reach) => reach - 1)
  const before = total.map((size) => Math.floor(size / 2))
  const same = [...before, ...total.map((size, axis) => size - before[axis])]
  return place.graph.node('Conv', [place.input, ...constants(place, { weight, bias })], {
    ...windowAttributes(windows),
    ...(paddingMode === 'same' && { pads: { integers: same } }),
    dilations: { integers: windows.dilation },
    ...(groups !== 1 && { group: { integer: groups } }),
  })
}

function convTranspose2d(layer: ConvTranspose2d, place: Place): string {
  const { weight, bias, windows, groups, outputPadding } = layer
  return place.graph.node('ConvTranspose', [place.input, ...constants(place, { weight, bias })], {
    ...windowAttributes(windows),
    dilations: { integers: windows.dilation },
    output_padding: { integers: outputPadding },
    ...(groups !== 1 && { group: { integer: groups } }),
  })
}

function pool(
  operation: 'MaxPool' | 'AveragePool',
  { windows, ceilMode }: MaxPool2d | AvgPool2d,
  { graph, input }: Place,
  attributes: Record<string, Attribute> = {},
): string {
  return graph.node(operation, [input], {
    ...windowAttributes(windows),
    ...attributes,
    ...(ceilMode && { ceil_mode: { integer: 1 } }),
  })
}

/** ONNX has windows of one size only, so the result's size must divide that of the pictures. */
function adaptiveAvgPool2d(layer: AdaptiveAvgPool2d, { graph, input, example }: Place): string {
  const sizes = example.shape.slice(2)
  const kernel = sizes.map((size, axis) => size / layer.size[axis])
  if (!kernel.every(Number.isInteger)) {
    throw new ExportError(
      `exportOnnx: ${layer} divides ${sizes.join(' x ')} into windows of several sizes, which ONNX does not have`,
    )
  }
  const attributes = { kernel_shape: { integers: kernel }, strides: { integers: kernel } }
  return graph.node('AveragePool', [input], attributes)
}

/** Each group as one channel of InstanceNormalization, since GroupNormalization came after version 17. */
function groupNorm(layer: GroupNorm, place: Place): string {
  const { groups, channels, epsilon, weight, bias } = layer
  const { graph, input, example, name } = place
  const dtype = floatOf(example)
  // A size of 0 keeps that of the input, -1 is what is left.
  const rows = graph.node('Reshape', [
    input,
    graph.integers(nameInside(name, 'rows'), [0, groups, -1]),
  ])
  const one = graph.constant(nameInside(name, 'one'), ones([groups], { dtype }))
  const zero = graph.constant(nameInside(name, 'zero'), zeros([groups], { dtype }))
  const normal = graph.node('InstanceNormalization', [rows, one, zero], {
    epsilon: { float: epsilon },
  })
  const shape = graph.integers(nameInside(name, 'shape'), [0, ...example.shape.slice(1)])
  const y = graph.node('Reshape', [normal, shape])
  if (!weight || !bias) return y
  const along = [channels, ...example.shape.slice(2).map(() => 1)]
  const [scale, shift] = constants(place, {
    weight: reshape(weight, along),
    bias: reshape(bias, along),
  })
  return graph.node('Add', [graph.node('Mul', [y, scale]), shift])
}

function floatOf({ dtype }: Tensor): 'float32' | 'float64' {
  return dtype === 'float64' ? 'float64' : 'float32'
}

export const layers: readonly Entry[] = [
  entry(Linear, linear),
  entry(LayerNorm, layerNorm),
  entry(BatchNorm1d, batchNorm),
  entry(BatchNorm2d, batchNorm),
  entry(GroupNorm, groupNorm),
  entry(Conv2d, conv2d),
  entry(ConvTranspose2d, convTranspose2d),
  entry(MaxPool2d, (layer, place) => pool('MaxPool', layer, place)),
  entry(AvgPool2d, (layer, place) =>
    pool('AveragePool', layer, place, {
      count_include_pad: { integer: Number(layer.countIncludePad) },
    }),
  ),
  entry(AdaptiveAvgPool2d, adaptiveAvgPool2d),
  entry(Flatten, (_, { graph, input }) => graph.node('Flatten', [input], { axis: { integer: 1 } })),
  entry(Unflatten, ({ shape }, place) => {
    // A size of 0 keeps that of the input.
    const target = place.graph.integers(nameInside(place.name, 'shape'), [0, ...shape])
    return place.graph.node('Reshape', [place.input, target])
  }),
  entry(Dropout, (_, { input }) => input),
  entry(Dropout2d, (_, { input }) => input),
]
