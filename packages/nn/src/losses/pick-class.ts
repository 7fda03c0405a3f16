import { expandDims, squeeze, type Tensor, takeAlongAxis } from '@handwritten/tensor'

/** From values [n, classes], the one of each row's class: labels int32 [n] to [n]. */
export function pickClass(values: Tensor, labels: Tensor): Tensor {
  const picked = takeAlongAxis(values, expandDims(labels, { axis: 1 }), { axis: 1 })
  return squeeze(picked, { axis: 1 })
}
