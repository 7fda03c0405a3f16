import { IndexError } from '../../core/errors'
import type { View } from '../../core/view'
import { argReduce } from './reduce'
import { softmax } from './softmax'

function labelAt(labels: View, row: number, classes: number): number {
  const label = labels.data[labels.offset + row * labels.strides[0]]
  if (label < 0 || label >= classes) {
    throw new IndexError(
      `softmaxCrossEntropy: label ${label} of row ${row} is out of range for ${classes} classes`,
    )
  }
  return label
}

/** logSumExp of one row of logits, from its maximum. */
function rowLogSumExp(logits: View, row: number, best: number): number {
  const { data, shape, strides } = logits
  const start = logits.offset + row * strides[0]
  const max = data[start + best * strides[1]]
  let total = 0
  for (let c = 0; c < shape[1]; c++) total += Math.exp(data[start + c * strides[1]] - max)
  return max + Math.log(total)
}

function rowMean(logits: View, row: number): number {
  const { data, shape, strides } = logits
  const start = logits.offset + row * strides[0]
  let total = 0
  for (let c = 0; c < shape[1]; c++) total += data[start + c * strides[1]]
  return total / shape[1]
}

export function softmaxCrossEntropy(
  logits: View,
  labels: View,
  smoothing: number,
  loss: View,
  correct: View,
  probabilities: View,
): void {
  const [n, classes] = logits.shape
  const best = new Int32Array(n)
  const bestView: View = { data: best, dtype: 'int32', shape: [n, 1], strides: [1, 1], offset: 0 }
  for (let row = 0; row < n; row++) labelAt(labels, row, classes)
  argReduce('argmax', logits, 1, bestView)
  softmax(logits, 1, probabilities)
  let total = 0
  let hits = 0
  for (let row = 0; row < n; row++) {
    const label = labelAt(labels, row, classes)
    const logit = logits.data[logits.offset + row * logits.strides[0] + label * logits.strides[1]]
    total += rowLogSumExp(logits, row, best[row]) - logit
    if (smoothing !== 0) total += smoothing * (logit - rowMean(logits, row))
    if (best[row] === label) hits++
  }
  loss.data[loss.offset] = total / n
  correct.data[correct.offset] = hits
}

export function softmaxCrossEntropyGradient(
  probabilities: View,
  labels: View,
  smoothing: number,
  upstream: View,
  out: View,
): void {
  const [n, classes] = probabilities.shape
  const scale = upstream.data[upstream.offset] / n
  const spread = smoothing / classes
  const atLabel = 1 - smoothing + spread
  for (let row = 0; row < n; row++) {
    const label = labelAt(labels, row, classes)
    const from = probabilities.offset + row * probabilities.strides[0]
    const to = out.offset + row * out.strides[0]
    for (let c = 0; c < classes; c++) {
      const p = probabilities.data[from + c * probabilities.strides[1]]
      out.data[to + c * out.strides[1]] = (p - (c === label ? atLabel : spread)) * scale
    }
  }
}
