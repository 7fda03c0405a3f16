import { full } from '@handwritten/tensor'
import { ELU } from '../../layers/activations/elu'
import { GELU } from '../../layers/activations/gelu'
import { LeakyReLU } from '../../layers/activations/leaky-relu'
import { ReLU } from '../../layers/activations/relu'
import { SELU } from '../../layers/activations/selu'
import { Sigmoid } from '../../layers/activations/sigmoid'
import { SiLU } from '../../layers/activations/silu'
import { LogSoftmax, Softmax } from '../../layers/activations/softmax'
import { Softplus } from '../../layers/activations/softplus'
import { Tanh } from '../../layers/activations/tanh'
import { nameInside } from '../../module-tree'
import { type Entry, entry, type Place } from './translation'

/** Adds a 0-d constant of the dtype that flows. */
function number({ graph, name, example }: Place, label: string, value: number): string {
  const dtype = example.dtype === 'float64' ? 'float64' : 'float32'
  return graph.constant(nameInside(name, label), full([], value, { dtype }))
}

/** x (1 + bend) / 2, where bend is the error function or a hyperbolic tangent. */
function halfOfOnePlus(place: Place, bend: string): string {
  const { graph, input } = place
  const sum = graph.node('Add', [bend, number(place, 'one', 1)])
  return graph.node('Mul', [graph.node('Mul', [input, sum]), number(place, 'half', 0.5)])
}

function exactGelu(place: Place): string {
  const { graph, input } = place
  const scaled = graph.node('Mul', [input, number(place, 'root', Math.SQRT1_2)])
  return halfOfOnePlus(place, graph.node('Erf', [scaled]))
}

function tanhGelu(place: Place): string {
  const { graph, input } = place
  const cube = graph.node('Mul', [graph.node('Mul', [input, input]), input])
  const part = graph.node('Mul', [cube, number(place, 'cubic', 0.044715)])
  const root = number(place, 'root', Math.sqrt(2 / Math.PI))
  const scaled = graph.node('Mul', [graph.node('Add', [input, part]), root])
  return halfOfOnePlus(place, graph.node('Tanh', [scaled]))
}

function softplus({ beta }: Softplus, place: Place): string {
  const { graph, input } = place
  if (beta === 1) return graph.node('Softplus', [input])
  const scale = number(place, 'beta', beta)
  const bent = graph.node('Softplus', [graph.node('Mul', [input, scale])])
  return graph.node('Div', [bent, scale])
}

/** Operators are those of ONNX, version 17; GELU, which came later, is made of them. */
export const activations: readonly Entry[] = [
  entry(ReLU, (_, { graph, input }) => graph.node('Relu', [input])),
  entry(LeakyReLU, (layer, { graph, input }) =>
    graph.node('LeakyRelu', [input], { alpha: { float: layer.negativeSlope } }),
  ),
  entry(ELU, (layer, { graph, input }) =>
    graph.node('Elu', [input], { alpha: { float: layer.alpha } }),
  ),
  entry(SELU, (_, { graph, input }) => graph.node('Selu', [input])),
  entry(GELU, (layer, place) =>
    layer.approximate === 'tanh' ? tanhGelu(place) : exactGelu(place),
  ),
  entry(SiLU, (_, { graph, input }) => graph.node('Mul', [input, graph.node('Sigmoid', [input])])),
  entry(Sigmoid, (_, { graph, input }) => graph.node('Sigmoid', [input])),
  entry(Tanh, (_, { graph, input }) => graph.node('Tanh', [input])),
  entry(Softplus, softplus),
  entry(Softmax, (layer, { graph, input }) =>
    graph.node('Softmax', [input], { axis: { integer: layer.axis } }),
  ),
  entry(LogSoftmax, (layer, { graph, input }) =>
    graph.node('LogSoftmax', [input], { axis: { integer: layer.axis } }),
  ),
]
