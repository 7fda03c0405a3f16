import { noGrad, zeros } from '@handwritten/tensor'
import { LayerError, type NetworkError, OptionError } from '../../errors'
import { Flatten } from '../../layers/flatten'
import { Residual } from '../../layers/residual'
import { Sequential } from '../../layers/sequential'
import { Unflatten } from '../../layers/unflatten'
import type { Module } from '../../module'
import type { LayerSettings } from './layer-settings'
import { type LayerContext, type LayerDefinition, layerTypes } from './layer-types'
import type { SizeLimit } from './size-limit'

/** The input of a network in which the first layer is not decided yet. */
export interface NetworkInput extends LayerContext {
  /** Height and width of the pictures whose pixels are the features; absent if they are not known. */
  readonly image?: readonly [height: number, width: number]
  /** What the layers may hold; absent where they are not read from a file. */
  readonly limit?: SizeLimit
}

/**
 * Builds layers one after the other, each for the shape that the layer before returns. Pictures
 * arrive as rows of pixels: an {@link Unflatten} is put in front of a first layer that takes pictures,
 * and a {@link Flatten} in front of a linear layer that follows pictures.
 * @throws OptionError that names the layer if it does not fit its input, or the last one is not the classes
 */
export function buildLayers(settings: readonly LayerSettings[], input: NetworkInput): Sequential {
  input.limit?.input(input.shape)
  const { layers, shape } = chain(settings, input, 'layers')
  if (shape.length !== 1 || shape[0] !== input.classes) {
    throw new OptionError(
      `layers: expected an output of [${input.classes}], one for each class, found [${shape.join(', ')}]`,
    )
  }
  return new Sequential(...layers)
}

interface Chain {
  readonly layers: Module[]
  readonly shape: readonly number[]
}

function chain(settings: readonly LayerSettings[], input: NetworkInput, path: string): Chain {
  let { shape } = input
  const layers: Module[] = []
  for (const [place, layer] of settings.entries()) {
    const where = `${path}[${place}]`
    const axes = layer.type === 'Residual' ? undefined : definitionOf(layer.type).axes
    const adapter = adapterFor(axes, shape, input)
    if (adapter) {
      layers.push(adapter)
      shape = outputShape(adapter, shape, where)
    }
    input.limit?.layer(layer, shape, input.classes, where)
    const built = build(layer, { ...input, shape }, where)
    layers.push(built)
    shape = outputShape(built, shape, where)
  }
  return { layers, shape }
}

/** The layer that gives an input of `shape` the axes that the next layer takes, if one is needed. */
function adapterFor(
  axes: number | undefined,
  shape: readonly number[],
  { image }: NetworkInput,
): Module | null {
  if (axes === 3 && shape.length === 1 && image && image[0] * image[1] === shape[0])
    return new Unflatten([1, ...image])
  return axes === 1 && shape.length === 3 ? new Flatten() : null
}

function definitionOf(type: keyof typeof layerTypes): LayerDefinition<never> {
  return layerTypes[type] as unknown as LayerDefinition<never>
}

function build(layer: LayerSettings, input: NetworkInput, path: string): Module {
  if (layer.type !== 'Residual') {
    const { axes, build } = definitionOf(layer.type)
    if (axes !== undefined && input.shape.length !== axes) {
      const expected = axes === 3 ? '[channels, height, width]' : '[features]'
      throw new OptionError(
        `${path}: ${layer.type} takes ${expected}, but the layer before returns [${input.shape.join(', ')}]`,
      )
    }
    return located(path, () => build(layer as never, input))
  }
  const inner = chain(layer.layers, input, `${path}.layers`)
  if (inner.shape.join() !== input.shape.join()) {
    throw new OptionError(
      `${path}: expected layers that return their input's shape, [${input.shape.join(', ')}], found [${inner.shape.join(', ')}]`,
    )
  }
  return new Residual(new Sequential(...inner.layers) as Module)
}

/** The shape of the output of one sample, found by running the layer on zeros. */
function outputShape(layer: Module, shape: readonly number[], path: string): readonly number[] {
  const isTraining = layer.training
  layer.eval()
  try {
    return located(path, () => noGrad(() => layer.call(zeros([1, ...shape])).shape.slice(1)))
  } finally {
    if (isTraining) layer.train()
  }
}

/** Runs `work`; errors of options and layers name the place of the layer. */
function located<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof OptionError || error instanceof LayerError)) throw error
    throw new OptionError(`${path}: ${(error as NetworkError).message}`)
  }
}
