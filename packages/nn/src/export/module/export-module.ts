import {
  add,
  multiply,
  noGrad,
  ones,
  rsqrt,
  subtract,
  type Tensor,
  zeros,
} from '@handwritten/tensor'
import { ExportError } from '../../errors'
import { LogSoftmax, Softmax } from '../../layers/activations/softmax'
import { BatchNorm1d } from '../../layers/batch-norm1d'
import { Dropout } from '../../layers/dropout'
import { Flatten } from '../../layers/flatten'
import { LayerNorm } from '../../layers/layer-norm'
import { Linear } from '../../layers/linear'
import { Residual } from '../../layers/residual'
import { Sequential } from '../../layers/sequential'
import type { Module } from '../../module'
import { computesAs } from '../../module-tree'
import { elementwiseOf } from './elementwise'
import { RUNTIME, type RuntimeName } from './runtime'
import { ModuleWriter } from './writer'

/** What {@link exportModule} can be told. */
export interface ExportModuleOptions {
  /** How many numbers a sample has. */
  inputFeatures: number
}

/**
 * The model as the source of a JavaScript module that depends on nothing, as it computes in
 * evaluation. It exports `predict(inputs)`, which takes the numbers of any number of samples, one after
 * the other in an array, and returns those of the outputs in a typed array.
 * @throws ExportError for a layer that does not work on rows of features, such as Conv2d
 */
export function exportModule(model: Module, { inputFeatures }: ExportModuleOptions): string {
  const writer = new ModuleWriter()
  noGrad(() => write(model, inputFeatures, writer))
  const isDouble = model.parameters()[0]?.dtype === 'float64'
  const weights = writer.weights(isDouble ? Float64Array : Float32Array)
  return `// ${model}
// Made by @handwritten/nn. It depends on nothing.

const Floats = ${isDouble ? 'Float64Array' : 'Float32Array'}
const weights = decode('${weights}')

/** Takes the ${inputFeatures} numbers of each sample, one sample after the other, and returns its outputs. */
export function predict(inputs) {
  let x = Floats.from(inputs)
${writer.statements.map((statement) => `  ${statement}\n`).join('')}  return x
}

${needed(writer.used).join('\n\n')}
`
}

/** The functions that are used, with those that they use themselves. */
function needed(used: ReadonlySet<RuntimeName>): string[] {
  const all = new Set<RuntimeName>([...used, 'decode'])
  if (all.has('standardize') || all.has('logSoftmax')) all.add('bySample')
  return Object.entries(RUNTIME).flatMap(([name, source]) =>
    all.has(name as RuntimeName) ? [source] : [],
  )
}

/** Writes what `module` does to samples of `width` numbers; returns how many they have then. */
function write(module: Module, width: number, writer: ModuleWriter): number {
  const elementwise = elementwiseOf(module)
  if (elementwise) {
    writer.add(`x = x.map((v) => ${elementwise.expression})`, ...elementwise.needs)
    return width
  }
  if (computesAs(module, Sequential)) {
    return module.children().reduce((inner, [, layer]) => write(layer, inner, writer), width)
  }
  if (computesAs(module, Linear)) return writeLinear(module, writer)
  if (computesAs(module, Residual)) return writeResidual(module, width, writer)
  if (computesAs(module, LayerNorm)) return writeLayerNorm(module, width, writer)
  if (computesAs(module, BatchNorm1d)) return writeScale(...affineOf(module), width, writer)
  if (computesAs(module, Dropout) || computesAs(module, Flatten)) return width
  if (computesAs(module, Softmax) || computesAs(module, LogSoftmax)) {
    return writeSoftmax(module, width, writer)
  }
  throw new ExportError(`exportModule: ${module} does not work on rows of features`)
}

function writeLinear(
  { weight, bias, inFeatures, outFeatures }: Linear,
  writer: ModuleWriter,
): number {
  const shift = bias ?? zeros([outFeatures])
  const [w, b] = [writer.keep(weight), writer.keep(shift)]
  writer.add(`x = linear(x, ${inFeatures}, ${outFeatures}, ${w}, ${b})`, 'linear')
  return outFeatures
}

function writeResidual({ inner }: Residual, width: number, writer: ModuleWriter): number {
  const kept = `kept${writer.statements.length}`
  writer.add(`const ${kept} = x`)
  write(inner, width, writer)
  writer.add(`x = x.map((v, at) => v + ${kept}[at])`)
  return width
}

function writeLayerNorm(layer: LayerNorm, width: number, writer: ModuleWriter): number {
  writer.add(`x = standardize(x, ${width}, ${layer.epsilon})`, 'standardize')
  const { weight, bias } = layer
  return weight && bias ? writeScale(weight, bias, width, writer) : width
}

/** In evaluation, `(x - mean) r w + b` is `x (r w) + (b - mean r w)`. */
function affineOf(layer: BatchNorm1d): [scale: Tensor, shift: Tensor] {
  const dtype = layer.runningMean.dtype === 'float64' ? 'float64' : 'float32'
  const { weight, bias, runningMean, runningVar, epsilon, features } = layer
  const scale = multiply(rsqrt(add(runningVar, epsilon)), weight ?? ones([features], { dtype }))
  const shift = subtract(bias ?? zeros([features], { dtype }), multiply(runningMean, scale))
  return [scale, shift]
}

function writeScale(scale: Tensor, shift: Tensor, width: number, writer: ModuleWriter): number {
  writer.add(`x = scale(x, ${writer.keep(scale)}, ${writer.keep(shift)})`, 'scale')
  return width
}

function writeSoftmax(layer: Softmax | LogSoftmax, width: number, writer: ModuleWriter): number {
  if (layer.axis !== -1 && layer.axis !== 1) {
    throw new ExportError(`exportModule: ${layer} does not work along rows of features`)
  }
  writer.add(`x = logSoftmax(x, ${width})`, 'logSoftmax')
  if (computesAs(layer, Softmax)) writer.add('x = x.map(Math.exp)')
  return width
}
