import { numberIn, optional, options } from '@handwritten/checks'
import { isRecording, record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { isFloat } from '../core/dtype'
import { empty, emptyLike } from '../core/empty'
import { DTypeError, ShapeError, ValueError } from '../core/errors'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import {
  softmaxCrossEntropyGradientKernel,
  softmaxCrossEntropyKernel,
} from '../kernels/cross-entropy'
import type { DTypeIn } from '../types/dtypes'
import { add, divide, multiply, subtract } from './arithmetic'
import { oneHot } from './one-hot'
import { softmax } from './softmax'
import { sum } from './sum'

export interface CrossEntropyOptions {
  /** The part of the target, from 0 to 1, that is spread evenly over all classes. Default 0. */
  labelSmoothing?: number
}

const crossEntropyArguments = {
  logits: tensorCheck,
  labels: tensorCheck,
  options: optional(options<CrossEntropyOptions>({ labelSmoothing: numberIn(0, 1) })),
}

/**
 * The mean cross entropy of `logits` [n, classes] against the right classes `labels` int32 [n], and
 * how many rows have their largest logit (the first of equals) at the label.
 *
 * With the target t = (1 - s) onehot(label) + s / classes of smoothing s, whose elements add up to 1:
 * loss = 1/n sum_i (logSumExp(z_i) - t_i . z_i), and since d logSumExp(z) / dz = softmax(z):
 * dL/dz = (softmax(z) - t) / n.
 * @throws IndexError when a label is not in 0 to classes - 1.
 */
export function softmaxCrossEntropy<X extends Tensor>(
  logits: X,
  labels: Tensor,
  options?: CrossEntropyOptions,
): { loss: Tensor<DTypeIn<X>, []>; correct: Tensor<'int32', []> }
export function softmaxCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  options: CrossEntropyOptions = {},
): { loss: Tensor; correct: Tensor<'int32'> } {
  checkCall('softmaxCrossEntropy', arguments, crossEntropyArguments)
  const { labelSmoothing = 0 } = options
  checkLogits(logits, labels)
  checkSmoothing(labelSmoothing)
  const loss = empty([], logits.dtype)
  const correct = empty([], 'int32')
  const probabilities = emptyLike(logits)
  run(softmaxCrossEntropyKernel, logits, labels, labelSmoothing, loss, correct, probabilities)
  const rule = (g: Tensor) => {
    // A gradient that will itself be differentiated has to see how the softmax came to be.
    const p = isRecording() ? softmax(logits, { axis: 1 }) : probabilities
    return crossEntropyGradient(p, labels, labelSmoothing, g)
  }
  return { loss: record('softmaxCrossEntropy', loss, [logits], [rule]), correct }
}

/** (p - t) g / n, which is linear in p and in g. */
function crossEntropyGradient(
  p: Tensor,
  labels: Tensor,
  smoothing: number,
  upstream: Tensor,
): Tensor {
  const out = emptyLike(p)
  run(softmaxCrossEntropyGradientKernel, p, labels, smoothing, upstream, out)
  const [n, classes] = p.shape
  const target = () => {
    const hot = oneHot(labels, classes, { dtype: p.dtype })
    return add(multiply(hot, 1 - smoothing), smoothing / classes)
  }
  return record(
    'crossEntropyGradient',
    out,
    [p, upstream],
    [
      (g) => divide(multiply(g, upstream), n),
      (g) => divide(sum(multiply(g, subtract(p, target()))), n),
    ],
  )
}

function checkSmoothing(smoothing: number): void {
  if (smoothing >= 0 && smoothing <= 1) return
  throw new ValueError(
    `softmaxCrossEntropy: expected labelSmoothing from 0 to 1, found ${smoothing}`,
  )
}

function checkLogits(logits: Tensor, labels: Tensor): void {
  if (logits.ndim !== 2 || labels.ndim !== 1 || labels.shape[0] !== logits.shape[0]) {
    throw new ShapeError(
      `softmaxCrossEntropy: expected logits [n, classes] and labels [n], found ${formatShape(logits.shape)} and ${formatShape(labels.shape)}`,
    )
  }
  if (!isFloat(logits.dtype) || labels.dtype !== 'int32') {
    throw new DTypeError(
      `softmaxCrossEntropy: expected float logits and int32 labels, found ${logits.dtype} and ${labels.dtype}`,
    )
  }
}
