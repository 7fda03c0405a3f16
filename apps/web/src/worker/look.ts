import { ConfusionMatrix } from '@handwritten/metrics'
import { type ImageDataset, normalize, preparePixels } from '@handwritten/mnist-data'
import type { Loader, Module, Sequential } from '@handwritten/nn'
import { fromTypedArray, noGrad, reshape, softmax, type Tensor } from '@handwritten/tensor'
import type { Message, Mistake, Reading } from '../protocol'

const SHOWN_MISTAKES = 24
const SHOWN_FILTERS = 32

/** Every test image through the network: the confusion matrix and the surest wrong answers. */
export function readTestImages(
  model: Module,
  { images, labels }: ImageDataset,
  test: Loader,
): Reading {
  const truth = labels.toTypedArray()
  const pixels = images.toTypedArray()
  const size = pixels.length / truth.length
  const predictions = new Int32Array(truth.length)
  const mistakes: Mistake[] = []
  for (const rows of test.rows()) {
    const probabilities = probabilitiesOf(model, test.batch(fromTypedArray(rows)).inputs)
    for (const [place, row] of rows.entries()) {
      const [predicted, confidence] = likeliest(probabilities[place]!)
      predictions[row] = predicted
      const label = truth[row]!
      const own = pixels.slice(row * size, (row + 1) * size)
      if (predicted !== label) mistakes.push({ pixels: own, label, predicted, confidence })
    }
  }
  mistakes.sort((a, b) => b.confidence - a.confidence)
  const confusion = new ConfusionMatrix({ classes: 10 }).update(truth, predictions).compute()
  return { confusion, mistakes: mistakes.slice(0, SHOWN_MISTAKES) }
}

/** What the network reads in a drawing, and how the drawing was prepared for it. */
export function readDrawing(
  model: Module,
  picture: ImageData,
): Omit<Extract<Message, { type: 'drawn' }>, 'type'> {
  try {
    const { image, steps } = preparePixels(picture)
    const inputs = reshape(normalize().apply(image), [1, 784])
    return { probabilities: probabilitiesOf(model, inputs)[0]!, steps, problem: null }
  } catch (error) {
    return { probabilities: [], steps: [], problem: (error as Error).message }
  }
}

/** The weights from the pixels to the first units of the first layer, [28 x 28] each. */
export function filtersOf(model: Sequential): Float32Array[] {
  const weight = model.parameters()[0]!
  const [units, inputs] = weight.shape as [number, number]
  const values = Float32Array.from(weight.toTypedArray())
  return Array.from({ length: Math.min(units, SHOWN_FILTERS) }, (_, unit) =>
    values.slice(unit * inputs, (unit + 1) * inputs),
  )
}

/** One array of ten probabilities an image, as evaluation computes them. */
function probabilitiesOf(model: Module, inputs: Parameters<Module['call']>[0]): number[][] {
  const wasTraining = model.training
  model.eval()
  const values: Tensor = noGrad(() => softmax(model.call(inputs)))
  if (wasTraining) model.train()
  return values.toArray() as number[][]
}

function likeliest(probabilities: readonly number[]): [number, number] {
  const confidence = Math.max(...probabilities)
  return [probabilities.indexOf(confidence), confidence]
}
