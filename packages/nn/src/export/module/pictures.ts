import { type Tensor, zeros } from '@handwritten/tensor'
import { AdaptiveAvgPool2d } from '../../layers/adaptive-avg-pool2d'
import { AvgPool2d } from '../../layers/avg-pool2d'
import { ConvTranspose2d } from '../../layers/conv-transpose2d'
import { Conv2d } from '../../layers/conv2d'
import { MaxPool2d } from '../../layers/max-pool2d'
import type { SingleInputLayer } from '../../layers/single-input-layer'
import type { Module } from '../../module'
import { computesAs } from '../../module-tree'
import type { ModuleWriter } from './writer'

type Shape = readonly number[]

/**
 * Writes what a layer of pictures does to samples [channels, height, width]; returns the shape that they have then, or
 * null where the layer is none of these.
 * @throws LayerError when the layer does not take such samples
 */
export function writePictureLayer(layer: Module, shape: Shape, writer: ModuleWriter): Shape | null {
  if (computesAs(layer, Conv2d)) return writeConvolution(layer, shape, writer)
  if (computesAs(layer, ConvTranspose2d)) return writeTransposed(layer, shape, writer)
  if (computesAs(layer, MaxPool2d)) return writePool(layer, shape, writer, "'max'")
  if (computesAs(layer, AvgPool2d)) {
    return writePool(layer, shape, writer, layer.countIncludePad ? "'mean'" : "'inside'")
  }
  if (!computesAs(layer, AdaptiveAvgPool2d)) return null
  const output = outputShape(layer, shape)
  writer.add(`x = divide(x, ${list(shape)}, ${list(layer.size)})`, 'divide')
  return output
}

function outputShape(layer: SingleInputLayer, shape: Shape): Shape {
  return layer.call(zeros([1, ...shape], { dtype: floatOf(layer) })).shape.slice(1)
}

function floatOf(layer: Module): 'float32' | 'float64' {
  return layer.parameters()[0]?.dtype === 'float64' ? 'float64' : 'float32'
}

const list = (values: readonly number[]) => `[${values.join(', ')}]`

function convolutionArguments(
  { weight, bias }: { weight: Tensor; bias: Tensor | null },
  outputs: number,
  writer: ModuleWriter,
): string {
  return `${writer.keep(weight)}, ${writer.keep(bias ?? zeros([outputs]))}`
}

function writeConvolution(layer: Conv2d, shape: Shape, writer: ModuleWriter): Shape {
  const output = outputShape(layer, shape)
  const { kernel, stride, dilation, reach } = layer.windows
  const padding =
    layer.paddingMode === 'same'
      ? reach.map((size) => Math.floor((size - 1) / 2))
      : layer.windows.padding
  const weights = convolutionArguments(layer, layer.outChannels, writer)
  const geometry = [kernel, stride, padding, dilation].map(list).join(', ')
  writer.add(
    `x = convolve(x, ${list(shape)}, ${list(output)}, ${weights}, ${geometry}, ${layer.groups})`,
    'convolve',
  )
  return output
}

function writeTransposed(layer: ConvTranspose2d, shape: Shape, writer: ModuleWriter): Shape {
  const output = outputShape(layer, shape)
  const { kernel, stride, padding, dilation } = layer.windows
  const weights = convolutionArguments(layer, layer.outChannels, writer)
  const geometry = [kernel, stride, padding, dilation].map(list).join(', ')
  writer.add(
    `x = spread(x, ${list(shape)}, ${list(output)}, ${weights}, ${geometry}, ${layer.groups})`,
    'spread',
  )
  return output
}

function writePool(
  layer: MaxPool2d | AvgPool2d,
  shape: Shape,
  writer: ModuleWriter,
  kind: string,
): Shape {
  const output = outputShape(layer, shape)
  const { kernel, stride, padding } = layer.windows
  const geometry = [kernel, stride, padding].map(list).join(', ')
  writer.add(`x = pool(x, ${list(shape)}, ${list(output)}, ${geometry}, ${kind})`, 'pool')
  return output
}
