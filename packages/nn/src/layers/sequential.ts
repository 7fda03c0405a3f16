import { listOf } from '@handwritten/checks'
import type { Tensor } from '@handwritten/tensor'
import { moduleCheck } from '../checks'
import { LayerError, OptionError } from '../errors'
import type { Module } from '../module'
import type { FirstFeatures, Fitted, LastFeatures, Sizes } from './features'
import { SingleInputLayer } from './single-input-layer'

/**
 * Layers one after the other. Sizes that are known to the compiler must fit:
 * `new Sequential(new Linear(784, 256), new ReLU(), new Linear(128, 10))` does not compile.
 * Tensors are named by the place of their layer: `0.weight`, `0.bias`, `2.weight`.
 */
export class Sequential<
  const Layers extends readonly Module[] = Module[],
> extends SingleInputLayer {
  readonly layers: Layers
  /** How many features it takes and gives; undefined where the layers do not tell. */
  readonly inFeatures: FirstFeatures<Layers>
  readonly outFeatures: LastFeatures<Layers>

  /**
   * @throws LayerError when the sizes of two neighbours differ
   * @throws OptionError when a layer is no module, such as an array of layers
   */
  constructor(...layers: Layers extends Fitted<Layers> ? Layers : Fitted<Layers>) {
    super()
    const problem = listOf(moduleCheck)(layers, 'layers')
    if (problem !== undefined) throw new OptionError(`Sequential: ${problem}`)
    this.layers = layers as unknown as Layers
    checkSizes(this.layers)
    this.inFeatures = firstFeatures(this.layers) as FirstFeatures<Layers>
    this.outFeatures = lastFeatures(this.layers) as LastFeatures<Layers>
  }

  forward(x: Tensor): Tensor {
    return this.layers.reduce((input, layer, place) => callAt(place, layer, input), x)
  }

  override children(): [string, Module][] {
    const others = super.children().filter(([name]) => !name.startsWith('layers.'))
    return [
      ...this.layers.map((layer, place): [string, Module] => [String(place), layer]),
      ...others,
    ]
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

function firstFeatures(layers: readonly (Module & Sizes)[]): number | undefined {
  return layers.find(({ inFeatures, keepsShape }) => inFeatures !== undefined || !keepsShape)
    ?.inFeatures
}

function lastFeatures(layers: readonly (Module & Sizes)[]): number | undefined {
  return layers.findLast(({ outFeatures, keepsShape }) => outFeatures !== undefined || !keepsShape)
    ?.outFeatures
}

/** What {@link Fitted} checks for the compiler, for sizes that are known at run time only. */
function checkSizes(layers: readonly (Module & Sizes)[]): void {
  layers.forEach((layer, place) => {
    const width = lastFeatures(layers.slice(0, place))
    const { inFeatures } = layer
    if (width === undefined || inFeatures === undefined || inFeatures === width) return
    const source = layers.findLastIndex(
      ({ outFeatures }, before) => before < place && outFeatures !== undefined,
    )
    throw new LayerError(
      `Sequential: layer ${place}, ${layer}, takes ${inFeatures} features, ` +
        `but layer ${source}, ${layers[source]}, gives ${width}`,
    )
  })
}
