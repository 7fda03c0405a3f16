import type { Tensor } from '@handwritten/tensor'
import { OptionError } from '../../errors'
import type { LayerSettings } from './layer-settings'

/** Elements of one layer's output that need no weights to justify them. */
const OUTPUT = 2 ** 22
/** Layers without tensors that a network may have beside those with tensors. */
const LAYERS = 256

/**
 * Refuses to build more than a state dict could fill. Settings and weights in a file are independent:
 * a few bytes of settings can describe a network of any size. Each layer is checked before it is built.
 */
export class SizeLimit {
  readonly #stored: number
  readonly #tensors: number
  #weights = 0
  #layers = 0

  /** @param state what the network will be loaded from */
  constructor(state: Readonly<Record<string, Tensor>>) {
    const tensors = Object.values(state)
    this.#tensors = tensors.length
    this.#stored = tensors.reduce((sum, { size }) => sum + size, 0)
  }

  /** @throws OptionError when the input of the network is larger than stored weights explain */
  input(shape: readonly number[]): void {
    this.#output(product(shape), 'sizes')
  }

  /** @throws OptionError when `layer` would hold more weights than are left in the state, or return more */
  layer(layer: LayerSettings, shape: readonly number[], classes: number, path: string): void {
    this.#layers += 1
    if (this.#layers > this.#tensors + LAYERS) {
      throw new OptionError(
        `${path}: more layers than the ${this.#tensors} tensors of the file explain`,
      )
    }
    this.#weights += weightsOf(layer, shape, classes)
    if (!(this.#weights <= this.#stored)) {
      throw new OptionError(
        `${path}: the layers hold more weights than the ${this.#stored} elements of the file`,
      )
    }
    this.#output(mostOutputs(layer, shape), path)
  }

  #output(elements: number, path: string): void {
    if (elements <= Math.max(this.#stored, OUTPUT)) return
    throw new OptionError(`${path}: returns ${elements} elements, more than the file explains`)
  }
}

type Options = Readonly<Partial<Record<string, number | readonly number[]>>>

/** Weights of a layer without its biases; 0 for layers that hold a few numbers for each feature, or none. */
function weightsOf(layer: LayerSettings, shape: readonly number[], classes: number): number {
  const { outFeatures, outChannels, kernelSize, groups } = layer as unknown as Options
  if (outChannels !== undefined)
    return (shape[0] / one(groups)) * one(outChannels) * area(kernelSize)
  return layer.type === 'Linear' ? shape[0] * one(outFeatures ?? classes) : 0
}

/** An upper bound of the elements that a layer returns for a sample of `shape`. */
function mostOutputs(layer: LayerSettings, shape: readonly number[]): number {
  const { outChannels, padding = 0, kernelSize } = layer as unknown as Options
  if (kernelSize === undefined || shape.length !== 3) return product(shape)
  const [channels, height, width] = shape
  const [above, beside] = typeof padding === 'object' ? padding : [padding, padding]
  const padded = (length: number, pad: unknown) =>
    length + 2 * (typeof pad === 'number' ? pad : length)
  return one(outChannels ?? channels) * padded(height, above) * padded(width, beside)
}

function one(value: number | readonly number[] | undefined): number {
  return typeof value === 'number' ? value : 1
}

function area(value: number | readonly number[] | undefined): number {
  return typeof value === 'object' ? product(value) : one(value) ** 2
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1)
}
