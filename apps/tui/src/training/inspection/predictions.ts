import type { Loader, Module } from '@handwritten/nn'
import { fromTypedArray, noGrad, softmax } from '@handwritten/tensor'
import type { PredictionsEvent, ProbabilitiesEvent } from './events'
import { inEvaluation } from './in-evaluation'

/** The likeliest class of every sample of `loader`, and its probability. */
export function predictAll(
  model: Module,
  loader: Loader,
): Pick<PredictionsEvent, 'predicted' | 'confidence'> {
  const predicted = new Uint8Array(loader.size)
  const confidence = new Float32Array(loader.size)
  for (const rows of loader.rows()) {
    const values = probabilitiesOf(model, loader, rows)
    const classes = values.length / rows.length
    for (const [place, row] of rows.entries()) {
      const own = values.subarray(place * classes, (place + 1) * classes)
      const best = own.reduce((best, value, index) => (value > own[best]! ? index : best), 0)
      predicted[row] = best
      confidence[row] = own[best]!
    }
  }
  return { predicted, confidence }
}

/** The probability of each class for the sample `row`. */
export function predictOne(
  model: Module,
  loader: Loader,
  row: number,
): ProbabilitiesEvent['values'] {
  return Array.from(probabilitiesOf(model, loader, Int32Array.of(row)))
}

// [rows x classes]
function probabilitiesOf(model: Module, loader: Loader, rows: Int32Array): Float32Array {
  return noGrad(() =>
    inEvaluation(model, () => {
      const { inputs } = loader.batch(fromTypedArray(rows))
      return new Float32Array(softmax(model.call(inputs)).toTypedArray())
    }),
  )
}
