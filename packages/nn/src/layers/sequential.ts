import type { Tensor } from '@handwritten/tensor'
import { LayerError } from '../errors'
import { Module } from '../module'

/** The layer of a `Sequential` that does not fit; its one field is the reason, for the compiler's message. */
interface Misfit<Given extends number, Taken extends number> {
  readonly misfit: `the layer before gives ${Given} features, this one takes ${Taken}`
}

/** The number of features after `Layer`, when `Width` come in; `number` where it is not known. */
type FeaturesAfter<Layer, Width extends number> = Layer extends {
  readonly outFeatures: infer Out extends number
}
  ? Out
  : Layer extends { readonly keepsShape: true }
    ? Width
    : number

type Fitting<Layer, Width extends number> = Layer extends {
  readonly inFeatures: infer In extends number
}
  ? number extends In | Width
    ? Layer
    : Width extends In
      ? Layer
      : Misfit<Width, In>
  : Layer

/** `Layers`, with a {@link Misfit} in the place of each layer that cannot follow the one before it. */
export type Fitted<
  Layers extends readonly unknown[],
  Width extends number = number,
> = Layers extends readonly [infer First, ...infer Rest]
  ? [Fitting<First, Width>, ...Fitted<Rest, FeaturesAfter<First, Width>>]
  : Layers

/**
 * Layers one after the other. Sizes that are known to the compiler must fit:
 * `new Sequential(new Linear(784, 256), new ReLU(), new Linear(128, 10))` does not compile.
 * Tensors are named by the place of their layer: `0.weight`, `0.bias`, `2.weight`.
 */
export class Sequential<const Layers extends readonly Module[] = Module[]> extends Module {
  readonly layers: Layers

  /** @throws LayerError when the sizes of two neighbours differ */
  constructor(...layers: Layers extends Fitted<Layers> ? Layers : Fitted<Layers>) {
    super()
    this.layers = layers as unknown as Layers
    checkSizes(this.layers)
  }

  forward(x: Tensor): Tensor {
    return this.layers.reduce((input, layer, place) => callAt(place, layer, input), x)
  }

  override children(): [string, Module][] {
    return this.layers.map((layer, place) => [String(place), layer])
  }

  override toString(): string {
    return `Sequential(${this.layers.join(', ')})`
  }
}

function callAt(place: number, layer: Module, input: Tensor): Tensor {
  try {
    return layer.call(input)
  } catch (error) {
    if (!(error instanceof LayerError)) throw error
    throw new LayerError(`layer ${place}: ${error.message}`, { cause: error.cause })
  }
}

/** What {@link Fitted} checks for the compiler, for sizes that are known at run time only. */
function checkSizes(layers: readonly Module[]): void {
  let width: number | undefined
  let source = ''
  layers.forEach((layer, place) => {
    const { inFeatures, outFeatures, keepsShape } = layer as Module & Partial<Sizes>
    const name = `layer ${place}, ${layer}`
    if (inFeatures !== undefined && width !== undefined && inFeatures !== width) {
      throw new LayerError(
        `Sequential: ${name}, takes ${inFeatures} features, but ${source}, gives ${width}`,
      )
    }
    if (outFeatures !== undefined) source = name
    if (!keepsShape) width = outFeatures
  })
}

interface Sizes {
  readonly inFeatures: number
  readonly outFeatures: number
  readonly keepsShape: boolean
}
