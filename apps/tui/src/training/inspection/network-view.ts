import { Conv2d, type Criterion, type Loader, type Module, type Sequential } from '@handwritten/nn'
import { fromTypedArray, noGrad, type Tensor } from '@handwritten/tensor'
import type { LayerView, Pictures } from './events'
import { histogramOf } from './histogram'
import { inEvaluation } from './in-evaluation'

/** Images that the layers are shown working on. */
const sampleSize = 256
const bins = 48

interface Network {
  readonly model: Sequential
  readonly criterion: Criterion
  readonly train: Loader
}

/**
 * The layers with their weights, their outputs for a sample of training images, and the gradients
 * of the loss on that sample. The gradients that training holds are left as they are.
 */
export function viewLayers({ model, criterion, train }: Network): LayerView[] {
  const rows = Int32Array.from({ length: Math.min(sampleSize, train.size) }, (_, row) => row)
  const { inputs, labels } = train.batch(fromTypedArray(rows))
  const parameters = model.parameters()
  const held = parameters.map(({ grad }) => grad)
  for (const parameter of parameters) parameter.grad = null
  try {
    const outputs: Tensor[] = []
    const logits = inEvaluation(model, () =>
      model.layers.reduce((input, layer) => {
        const output = layer.call(input)
        outputs.push(output)
        return output
      }, inputs),
    )
    criterion.measure(logits, labels).loss.backward()
    return model.layers.map((layer, place) => viewLayer(layer, outputs[place]!))
  } finally {
    for (const [place, parameter] of parameters.entries()) parameter.grad = held[place]!
  }
}

function viewLayer(layer: Module, output: Tensor): LayerView {
  const parameters = layer.parameters()
  const weight = parameters[0]
  const features = output.shape[1] ?? 1
  const activations = output.toTypedArray()
  return {
    name: String(layer),
    features,
    parameters: parameters.reduce((sum, { size }) => sum + size, 0),
    weights: weight ? histogramOf(weight.toTypedArray(), bins) : null,
    gradients: weight?.grad ? histogramOf(weight.grad.toTypedArray(), bins) : null,
    activations: histogramOf(activations, bins),
    dead: weight ? null : countDead(activations, features, placesOf(output)),
  }
}

/** Elements of each unit of a sample: the places of a channel, or one. */
function placesOf({ shape }: Tensor): number {
  return shape.slice(2).reduce((places, length) => places * length, 1)
}

/** Units of `activations` (samples of `features` times `places` values) that are zero everywhere. */
export function countDead(activations: ArrayLike<number>, features: number, places = 1): number {
  const alive = new Uint8Array(features)
  for (let index = 0; index < activations.length; index++)
    if (activations[index] !== 0) alive[Math.floor(index / places) % features] = 1
  return alive.reduce((dead, lives) => dead + (lives === 0 ? 1 : 0), 0)
}

/**
 * The weights of the first layer as pictures, each on its own scale: the kernels of a convolution, else of
 * `rows` x `columns` pixels for each unit.
 */
export function viewFilters(model: Sequential, rows: number, columns: number): Pictures {
  const weight = model.parameters()[0]!
  const [height, width] = weight.ndim === 4 ? weight.shape.slice(2) : [rows, columns]
  return picturesOf(weight.toTypedArray(), height!, width!)
}

/** The outputs of a convolution in front of a network for the first training image; null for other networks. */
export function viewMaps(model: Sequential, train: Loader): Pictures | null {
  const first = model.layers.findIndex((layer) => layer.parameters().length > 0)
  if (!(model.layers[first] instanceof Conv2d)) return null
  const { inputs } = train.batch(fromTypedArray(Int32Array.of(0)))
  const maps = noGrad(() =>
    model.layers.slice(0, first + 1).reduce((input, layer) => layer.call(input), inputs),
  )
  return picturesOf(maps.toTypedArray(), maps.shape[2]!, maps.shape[3]!)
}

/** Values as pictures of `rows` x `columns`, each on its own scale. */
function picturesOf(source: ArrayLike<number>, rows: number, columns: number): Pictures {
  const all = new Float32Array(source)
  const size = rows * columns
  const count = Math.floor(all.length / size)
  const values = new Uint8Array(count * size)
  for (let unit = 0; unit < count; unit++) {
    const own = all.subarray(unit * size, (unit + 1) * size)
    const deviation = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / size) || 1
    for (const [pixel, value] of own.entries()) {
      const place = Math.min(1, Math.max(-1, value / (3 * deviation)))
      values[unit * size + pixel] = Math.round(127.5 + 127.5 * place)
    }
  }
  return { count, rows, columns, values }
}
