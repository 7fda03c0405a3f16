import { argmax, ConfusionMatrix, ExpectedCalibrationError } from '@handwritten/metrics'
import { DataLoader, type ImageDataset, normalize } from '@handwritten/mnist-data'
import { CrossEntropyLoss } from '@handwritten/nn'
import { fromTypedArray, noGrad, softmax } from '@handwritten/tensor'
import type { SavedModel } from '../../model/saved-model'

/** How a network does on a data set. */
export interface Evaluation {
  /** Plain cross entropy, mean over the images. */
  readonly loss: number
  readonly matrix: ConfusionMatrix
  readonly calibration: ExpectedCalibrationError
  /** Predicted class of each image, and its probability. */
  readonly predicted: Int32Array
  readonly confidence: Float32Array
}

const batchSize = 1000
const bins = 10

/** Classifies every image of `test`. */
export function measure({ model, normalization }: SavedModel, test: ImageDataset): Evaluation {
  const { mean, std } = normalization
  const loader = new DataLoader(test, { batchSize, transform: normalize(mean, std) })
  const criterion = new CrossEntropyLoss()
  const classes = test.classes.length
  const matrix = new ConfusionMatrix({ classes })
  const calibration = new ExpectedCalibrationError({ classes, bins })
  const predicted = new Int32Array(test.length)
  const confidence = new Float32Array(test.length)
  let sum = 0
  for (const rows of loader.rows())
    noGrad(() => {
      const { inputs, labels } = loader.batch(fromTypedArray(rows))
      const outputs = model.call(inputs)
      sum += criterion.measure(outputs, labels).loss.item() * rows.length
      const numbers = labels.toTypedArray()
      const found = argmax(outputs.toTypedArray(), { classes })
      const probabilities = softmax(outputs).toTypedArray()
      matrix.update(numbers, found)
      calibration.update(numbers, probabilities)
      for (const [place, row] of rows.entries()) {
        predicted[row] = found[place]!
        confidence[row] = Number(probabilities[place * classes + found[place]!])
      }
    })
  return { loss: sum / test.length, matrix, calibration, predicted, confidence }
}
