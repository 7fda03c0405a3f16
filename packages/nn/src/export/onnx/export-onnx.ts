import { count, isPlainObject, listOf, options, string } from '@handwritten/checks'
import { noGrad, type Tensor, zeros } from '@handwritten/tensor'
import { checkCall, moduleCheck } from '../../checks'
import { ExportError, requireOption } from '../../errors'
import { enterEvaluation } from '../../evaluation-mode'
import { Residual } from '../../layers/residual'
import { Sequential } from '../../layers/sequential'
import type { Module } from '../../module'
import { computesAs, nameInside } from '../../module-tree'
import { activations } from './activations'
import { type Dimension, elementType, Graph } from './graph'
import { layers } from './layers'
import { Message } from './protobuf'
import type { Place } from './translation'

/** What {@link exportOnnx} can be told. */
export interface ExportOnnxOptions {
  /** The shape of a sample, without the axis of samples: `[784]`, or `[1, 28, 28]`. */
  inputShape: readonly number[]
  /** Default `'model'`. */
  name?: string
}

/** ONNX 1.12, with operators of version 17, which every runtime in use understands. */
const IR_VERSION = 8
const OPERATORS = 17

const TRANSLATIONS = [...layers, ...activations]

const exportOnnxArguments = {
  model: moduleCheck,
  options: /* @__PURE__ */ options<ExportOnnxOptions>(
    { inputShape: listOf(count), name: string },
    'inputShape',
  ),
}

/**
 * The model as the bytes of an ONNX file, as it computes in evaluation: an input `input` and an output
 * `output`, both with any number of samples. Weights keep their names, `0.weight` and so on.
 * Specification: https://github.com/onnx/onnx/blob/main/docs/IR.md
 * @throws ExportError for a layer that is not one of this package's
 * @throws LayerError when the model does not take such an input
 */
export function exportOnnx(model: Module, options: ExportOnnxOptions): Uint8Array {
  const hasShape = !isPlainObject(options) || Array.isArray(options.inputShape)
  requireOption(hasShape, 'exportOnnx: inputShape', 'like [784]', options?.inputShape)
  checkCall('exportOnnx', arguments, exportOnnxArguments)
  const { inputShape, name = 'model' } = options
  const leave = enterEvaluation(model)
  try {
    const graph = noGrad(() => graphOf(model, inputShape))
    return new Message()
      .integer(1, IR_VERSION)
      .text(2, '@handwritten/nn')
      .message(7, graph.finish(name))
      .message(8, new Message().text(1, '').integer(2, OPERATORS))
      .encode()
  } finally {
    leave()
  }
}

function graphOf(model: Module, inputShape: readonly number[]): Graph {
  const graph = new Graph()
  const dtype = model.parameters()[0]?.dtype === 'float64' ? 'float64' : 'float32'
  const example = zeros([1, ...inputShape], { dtype })
  const shapeOf = ({ shape }: Tensor): Dimension[] => ['n', ...shape.slice(1)]
  graph.input('input', elementType(example), shapeOf(example))
  const { value, result } = translate(model, { graph, name: '', input: 'input', example })
  graph.node('Identity', [value], {}, 'output')
  graph.output('output', elementType(result), shapeOf(result))
  return graph
}

/** Adds a module's nodes, and tells what comes out of it: its name in the graph, and an example. */
function translate(module: Module, place: Place): { value: string; result: Tensor } {
  if (computesAs(module, Sequential)) return translateChain(module, place)
  const result = module.call(place.example)
  if (computesAs(module, Residual)) {
    const { value } = translate(module.inner, { ...place, name: nameInside(place.name, 'inner') })
    return { value: place.graph.node('Add', [place.input, value]), result }
  }
  const found = TRANSLATIONS.find(([layer]) => computesAs(module, layer))
  if (!found) throw new ExportError(`exportOnnx: ONNX has no counterpart of ${module}`)
  return { value: found[1](module, place), result }
}

function translateChain(chain: Sequential, place: Place): { value: string; result: Tensor } {
  let flowing = { value: place.input, result: place.example }
  for (const [name, layer] of chain.children()) {
    const { value: input, result: example } = flowing
    flowing = translate(layer, { ...place, name: nameInside(place.name, name), input, example })
  }
  return flowing
}
