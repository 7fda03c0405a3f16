import { ConfusionMatrix } from '@handwritten/metrics'
import { type ImageDataset, normalize, preparePixels } from '@handwritten/mnist-data'
import type { Loader, Module } from '@handwritten/nn'
import { argmax, fromTypedArray, noGrad, reshape, softmax } from '@handwritten/tensor'
import type { Mistake, Reports } from '../protocol'

const SHOWN_MISTAKES = 24
const SHOWN_FILTERS = 32

/** Every test image through the network: the confusion matrix and the most confident mistakes. */
export function evaluate(
  model: Module,
  { images, labels }: ImageDataset,
  test: Loader,
): Reports['evaluation'] {
  const truth = labels.toTypedArray()
  const pixels = images.toTypedArray()
  const size = pixels.length / truth.length
  const predictions = new Int32Array(truth.length)
  const mistakes: Mistake[] = []
  for (const rows of test.rows()) {
    const probabilities = probabilitiesOf(model, test.batch(fromTypedArray(rows)).inputs)
    const best = argmax(probabilities, { axis: 1 }).toTypedArray()
    const values = probabilities.toTypedArray()
    rows.forEach((row, place) => {
      const [label, predicted] = [truth[row]!, Number(best[place])]
      predictions[row] = predicted
      if (label === predicted) return
      const confidence = Number(values[place * 10 + predicted])
      mistakes.push({
        pixels: pixels.slice(row * size, (row + 1) * size),
        label,
        predicted,
        confidence,
      })
    })
  }
  mistakes.sort((a, b) => b.confidence - a.confidence)
  const confusion = new ConfusionMatrix({ classes: 10 }).update(truth, predictions).compute()
  return { confusion, mistakes: mistakes.slice(0, SHOWN_MISTAKES) }
}

/** What the network reads in a drawing, and how the drawing was prepared for it. */
export function readDrawing(model: Module, picture: ImageData): Reports['drawn'] {
  try {
    const { image, steps } = preparePixels(picture)
    const inputs = reshape(normalize().apply(image), [1, 784])
    return {
      probabilities: Array.from(probabilitiesOf(model, inputs).toTypedArray(), Number),
      steps,
    }
  } catch (error) {
    return { probabilities: [], steps: [], problem: (error as Error).message }
  }
}

/** The weights from the pixels to the first units of the first layer, [28 x 28] each. */
export function filtersOf(model: Module): Float32Array[] {
  const weight = model.parameters()[0]!
  const values = new Float32Array(weight.toTypedArray())
  const inputs = values.length / weight.shape[0]!
  return Array.from({ length: Math.min(weight.shape[0]!, SHOWN_FILTERS) }, (_, unit) =>
    values.slice(unit * inputs, (unit + 1) * inputs),
  )
}

/** Ten probabilities an image, [n, 10], as the network computes them in evaluation. */
function probabilitiesOf(model: Module, inputs: Parameters<Module['call']>[0]) {
  const wasTraining = model.training
  model.eval()
  const probabilities = noGrad(() => softmax(model.call(inputs)))
  if (wasTraining) model.train()
  return probabilities
}
