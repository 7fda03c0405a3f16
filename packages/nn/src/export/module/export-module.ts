import { count, listOf, options } from '@handwritten/checks'
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
import { checkCall, moduleCheck } from '../../checks'
import { ExportError, requireOption } from '../../errors'
import { LogSoftmax, Softmax } from '../../layers/activations/softmax'
import type { BatchNorm } from '../../layers/batch-norm'
import { BatchNorm1d } from '../../layers/batch-norm1d'
import { BatchNorm2d } from '../../layers/batch-norm2d'
import { Dropout } from '../../layers/dropout'
import { Dropout2d } from '../../layers/dropout2d'
import { Flatten } from '../../layers/flatten'
import { GroupNorm } from '../../layers/group-norm'
import { LayerNorm } from '../../layers/layer-norm'
import { Linear } from '../../layers/linear'
import { Residual } from '../../layers/residual'
import { Sequential } from '../../layers/sequential'
import { Unflatten } from '../../layers/unflatten'
import type { Module } from '../../module'
import { computesAs } from '../../module-tree'
import { elementwiseOf } from './elementwise'
import { writePictureLayer } from './pictures'
import { RUNTIME, type RuntimeName } from './runtime'
import { ModuleWriter } from './writer'

/** What {@link exportModule} can be told. */
export interface ExportModuleOptions {
  /** How many numbers a sample has. */
  inputFeatures?: number
  /** In place of `inputFeatures`, for samples of several axes such as pictures: `[1, 28, 28]`. */
  inputShape?: readonly number[]
}

const exportModuleArguments = {
  model: moduleCheck,
  options: /* @__PURE__ */ options<ExportModuleOptions>({
    inputFeatures: count,
    inputShape: listOf(count),
  }),
}

/**
 * The model as the source of a JavaScript module that depends on nothing, as it computes in
 * evaluation. It exports `predict(inputs)`, which takes the numbers of any number of samples, one after
 * the other in an array, and returns those of the outputs in a typed array.
 * @throws ExportError for a layer that does not work on such samples
 * @throws OptionError when neither `inputFeatures` nor `inputShape` is given, or both
 */
export function exportModule(model: Module, options: ExportModuleOptions): string {
  checkCall('exportModule', arguments, exportModuleArguments)
  const shape = sampleShape(options)
  const inputs = sizeOf(shape)
  const writer = new ModuleWriter()
  noGrad(() => write(model, shape, writer))
  const isDouble = model.parameters()[0]?.dtype === 'float64'
  const weights = writer.weights(isDouble ? Float64Array : Float32Array)
  return `// ${commentOf(model)}
// Made by @handwritten/nn. It depends on nothing.

const Floats = ${isDouble ? 'Float64Array' : 'Float32Array'}
const weights = decode('${weights}')

/** Takes the ${inputs} numbers of each sample, one sample after the other, and returns its outputs. */
export function predict(inputs) {
  let x = Floats.from(inputs)
${writer.statements.map((statement) => `  ${statement}\n`).join('')}  return x
}

${needed(writer.used).join('\n\n')}
`
}

/** The model's text on one line: a line break, of which JavaScript has four, would end the comment. */
function commentOf(model: Module): string {
  return String(model).replace(/[\n\r\u2028\u2029]+/g, ' ')
}

/** The functions that are used, with those that they use themselves. */
function needed(used: ReadonlySet<RuntimeName>): string[] {
  const all = new Set<RuntimeName>([...used, 'decode'])
  if (all.has('standardize') || all.has('logSoftmax')) all.add('bySample')
  if (all.has('pool') || all.has('divide')) all.add('windowsOf')
  return Object.entries(RUNTIME).flatMap(([name, source]) =>
    all.has(name as RuntimeName) ? [source] : [],
  )
}

type Shape = readonly number[]

function sampleShape({ inputFeatures, inputShape }: ExportModuleOptions): Shape {
  const isOne = (inputFeatures === undefined) !== (inputShape === undefined)
  requireOption(isOne, 'exportModule: inputFeatures or inputShape', 'given, one of them', isOne)
  return inputShape ?? [inputFeatures as number]
}

function sizeOf(shape: Shape): number {
  return shape.reduce((size, length) => size * length, 1)
}

/** Writes what `module` does to samples of `shape`; returns the shape that they have then. */
function write(module: Module, shape: Shape, writer: ModuleWriter): Shape {
  const elementwise = elementwiseOf(module)
  if (elementwise) {
    writer.add(`x = x.map((v) => ${elementwise.expression})`, ...elementwise.needs)
    return shape
  }
  if (computesAs(module, Sequential)) {
    return module.children().reduce((inner, [, layer]) => write(layer, inner, writer), shape)
  }
  if (computesAs(module, Residual)) return writeResidual(module, shape, writer)
  if (computesAs(module, Dropout) || computesAs(module, Dropout2d)) return shape
  if (computesAs(module, Flatten)) return [sizeOf(shape)]
  if (computesAs(module, Unflatten)) return module.shape
  const normalized = writeNormalization(module, shape, writer)
  if (normalized) return shape
  if (shape.length === 1) {
    if (computesAs(module, Linear)) return writeLinear(module, writer)
    if (computesAs(module, Softmax) || computesAs(module, LogSoftmax)) {
      return writeSoftmax(module, shape, writer)
    }
  }
  const pictures = shape.length === 3 ? writePictureLayer(module, shape, writer) : null
  if (pictures) return pictures
  throw new ExportError(
    `exportModule: ${module} does not work on samples of shape [${shape.join(', ')}]`,
  )
}

/** Writes a layer that normalizes; false where the module is none. */
function writeNormalization(module: Module, shape: Shape, writer: ModuleWriter): boolean {
  if (computesAs(module, LayerNorm)) writeLayerNorm(module, writer)
  else if (computesAs(module, GroupNorm)) writeGroupNorm(module, shape, writer)
  else if (computesAs(module, BatchNorm1d) || computesAs(module, BatchNorm2d)) {
    writeScale(...affineOf(module), shape, writer)
  } else return false
  return true
}

function writeLinear(
  { weight, bias, inFeatures, outFeatures }: Linear,
  writer: ModuleWriter,
): Shape {
  const shift = bias ?? zeros([outFeatures])
  const [w, b] = [writer.keep(weight), writer.keep(shift)]
  writer.add(`x = linear(x, ${inFeatures}, ${outFeatures}, ${w}, ${b})`, 'linear')
  return [outFeatures]
}

function writeResidual({ inner }: Residual, shape: Shape, writer: ModuleWriter): Shape {
  const kept = `kept${writer.statements.length}`
  writer.add(`const ${kept} = x`)
  write(inner, shape, writer)
  writer.add(`x = x.map((v, at) => v + ${kept}[at])`)
  return shape
}

function writeLayerNorm(layer: LayerNorm, writer: ModuleWriter): void {
  const { normalizedShape, weight, bias, epsilon } = layer
  writer.add(`x = standardize(x, ${sizeOf(normalizedShape)}, ${epsilon})`, 'standardize')
  if (weight && bias) writeScale(weight, bias, normalizedShape, writer, 1)
}

function writeGroupNorm(layer: GroupNorm, shape: Shape, writer: ModuleWriter): void {
  const { groups, weight, bias, epsilon } = layer
  writer.add(`x = standardize(x, ${sizeOf(shape) / groups}, ${epsilon})`, 'standardize')
  if (weight && bias) writeScale(weight, bias, shape, writer)
}

/** In evaluation, `(x - mean) r w + b` is `x (r w) + (b - mean r w)`. */
function affineOf(layer: BatchNorm): [scale: Tensor, shift: Tensor] {
  const dtype = layer.runningMean.dtype === 'float64' ? 'float64' : 'float32'
  const { weight, bias, runningMean, runningVar, epsilon, features } = layer
  const scale = multiply(rsqrt(add(runningVar, epsilon)), weight ?? ones([features], { dtype }))
  const shift = subtract(bias ?? zeros([features], { dtype }), multiply(runningMean, scale))
  return [scale, shift]
}

/** A factor and a shift for each feature, of which `repeats` elements lie side by side. */
function writeScale(
  scale: Tensor,
  shift: Tensor,
  shape: Shape,
  writer: ModuleWriter,
  repeats = sizeOf(shape.slice(1)),
): void {
  const [factors, shifts] = [writer.keep(scale), writer.keep(shift)]
  writer.add(`x = scale(x, ${repeats}, ${factors}, ${shifts})`, 'scale')
}

function writeSoftmax(layer: Softmax | LogSoftmax, shape: Shape, writer: ModuleWriter): Shape {
  if (layer.axis !== -1 && layer.axis !== 1) {
    throw new ExportError(`exportModule: ${layer} does not work along rows of features`)
  }
  writer.add(`x = logSoftmax(x, ${shape[0]})`, 'logSoftmax')
  if (computesAs(layer, Softmax)) writer.add('x = x.map(Math.exp)')
  return shape
}
