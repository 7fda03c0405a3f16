import type { Criterion, Loader, Module, Sequential } from '@handwritten/nn'
import { fromTypedArray, type Tensor } from '@handwritten/tensor'
import type { LayerView, NetworkEvent } from './events'
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
    dead: weight ? null : countDead(activations, features),
  }
}

/** Columns of `activations` (rows of `features` values) that are zero in every row. */
export function countDead(activations: ArrayLike<number>, features: number): number {
  const alive = new Uint8Array(features)
  for (let index = 0; index < activations.length; index++)
    if (activations[index] !== 0) alive[index % features] = 1
  return alive.reduce((dead, lives) => dead + (lives === 0 ? 1 : 0), 0)
}

/** The weights of the first layer as images of `rows` x `columns`, each unit on its own scale. */
export function viewFilters(
  model: Sequential,
  rows: number,
  columns: number,
): NetworkEvent['filters'] {
  const weights = Float32Array.from(model.parameters()[0]!.toTypedArray())
  const size = rows * columns
  const count = Math.floor(weights.length / size)
  const values = new Uint8Array(count * size)
  for (let unit = 0; unit < count; unit++) {
    const own = weights.subarray(unit * size, (unit + 1) * size)
    const deviation = Math.sqrt(own.reduce((sum, weight) => sum + weight * weight, 0) / size) || 1
    for (const [pixel, weight] of own.entries()) {
      const place = Math.min(1, Math.max(-1, weight / (3 * deviation)))
      values[unit * size + pixel] = Math.round(127.5 + 127.5 * place)
    }
  }
  return { count, rows, columns, values }
}
