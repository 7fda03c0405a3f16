import { isRecording, record } from '../autograd/graph'
import { currentBackend } from '../backend/current'
import { isFloat } from '../dtype'
import { empty, emptyLike } from '../empty'
import { DTypeError, ShapeError } from '../errors'
import { formatShape } from '../shape'
import type { Tensor } from '../tensor'
import { divide, multiply, subtract } from './arithmetic'
import { oneHot } from './one-hot'
import { softmax } from './softmax'
import { sum } from './sum'

/**
 * The mean cross entropy of `logits` [n, classes] against the right classes `labels` int32 [n], and
 * how many rows have their largest logit (the first of equals) at the label.
 *
 * loss = 1/n sum_i (logSumExp(z_i) - z_i,label), and since d logSumExp(z) / dz = softmax(z):
 * dL/dz = (softmax(z) - onehot(labels)) / n.
 * @throws IndexError when a label is not in 0 to classes - 1.
 */
export function softmaxCrossEntropy(
  logits: Tensor,
  labels: Tensor,
): { loss: Tensor; correct: Tensor<'int32'> } {
  checkLogits(logits, labels)
  const loss = empty([], logits.dtype)
  const correct = empty([], 'int32')
  const probabilities = emptyLike(logits)
  currentBackend().softmaxCrossEntropy(logits, labels, loss, correct, probabilities)
  const rule = (g: Tensor) => {
    // A gradient that will itself be differentiated has to see how the softmax came to be.
    const p = isRecording() ? softmax(logits, { axis: 1 }) : probabilities
    return crossEntropyGradient(p, labels, g)
  }
  return { loss: record('softmaxCrossEntropy', loss, [logits], [rule]), correct }
}

/** (p - onehot) g / n, which is linear in p and in g. */
function crossEntropyGradient(p: Tensor, labels: Tensor, upstream: Tensor): Tensor {
  const out = emptyLike(p)
  currentBackend().softmaxCrossEntropyGradient(p, labels, upstream, out)
  const [n, classes] = p.shape
  return record(
    'crossEntropyGradient',
    out,
    [p, upstream],
    [
      (g) => divide(multiply(g, upstream), n),
      (g) => {
        const hot = oneHot(labels, classes, { dtype: 'float32' })
        return divide(sum(multiply(g, subtract(p, hot))), n)
      },
    ],
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
