import type { Sequential } from '@handwritten/nn'
import { noGrad, softmax, type Tensor } from '@handwritten/tensor'

/** The probability of each class for every sample of `inputs` [m, features], one array a sample. */
export function classify(model: Sequential, inputs: Tensor): number[][] {
  const values = noGrad(() => softmax(model.call(inputs)).toTypedArray())
  const samples = inputs.shape[0]!
  const classes = values.length / samples
  return Array.from({ length: samples }, (_, sample) =>
    Array.from(values.subarray(sample * classes, (sample + 1) * classes), Number),
  )
}
