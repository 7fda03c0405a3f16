import { ones, type Tensor, zeros } from '@handwritten/tensor'
import { AvgPool2d } from '../../layers/avg-pool2d'
import { BatchNorm1d } from '../../layers/batch-norm1d'
import { Conv2d } from '../../layers/conv2d'
import { Dropout } from '../../layers/dropout'
import { Flatten } from '../../layers/flatten'
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

function batchNorm(layer: BatchNorm1d, place: Place): string {
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

function floatOf({ dtype }: Tensor): 'float32' | 'float64' {
  return dtype === 'float64' ? 'float64' : 'float32'
}

export const layers: readonly Entry[] = [
  entry(Linear, linear),
  entry(LayerNorm, layerNorm),
  entry(BatchNorm1d, batchNorm),
  entry(Conv2d, ({ weight, bias, windows }, place) =>
    place.graph.node('Conv', [place.input, ...constants(place, { weight, bias })], {
      ...windowAttributes(windows),
      dilations: { integers: windows.dilation },
    }),
  ),
  entry(MaxPool2d, ({ windows }, { graph, input }) =>
    graph.node('MaxPool', [input], windowAttributes(windows)),
  ),
  entry(AvgPool2d, ({ windows }, { graph, input }) =>
    graph.node('AveragePool', [input], {
      ...windowAttributes(windows),
      count_include_pad: { integer: 1 },
    }),
  ),
  entry(Flatten, (_, { graph, input }) => graph.node('Flatten', [input], { axis: { integer: 1 } })),
  entry(Unflatten, ({ shape }, place) => {
    // A size of 0 keeps that of the input.
    const target = place.graph.integers(nameInside(place.name, 'shape'), [0, ...shape])
    return place.graph.node('Reshape', [place.input, target])
  }),
  entry(Dropout, (_, { input }) => input),
]
