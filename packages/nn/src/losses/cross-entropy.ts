import {
  add,
  divide,
  logSoftmax,
  multiply,
  negative,
  oneHot,
  softmaxCrossEntropy,
  subtract,
  sum,
  type Tensor,
} from '@handwritten/tensor'
import { requireOption } from '../errors'
import type { Criterion, Measured } from '../trainer/criterion'
import { Loss, type LossOptions, reduceLosses } from './loss'

/** What {@link CrossEntropyLoss} can be told. */
export interface CrossEntropyOptions extends LossOptions {
  /** How much each class counts, float [classes]. Default: all the same. */
  weight?: Tensor
  /** The part of the target, from 0 to 1, that is spread evenly over all classes. Default 0. */
  labelSmoothing?: number
}

/**
 * How surprised the model is by the right classes: `-sum_k t_k log softmax(z)_k` for logits z
 * [n, classes] and targets t, which are int32 [n] class numbers (t is 1 at the class and 0 elsewhere)
 * or probabilities [n, classes]. The logarithm is taken as `z - max - log(sum(exp(z - max)))`, so
 * nothing overflows. Since the t of a row add up to 1, the derivative is `softmax(z) - t`, divided by n
 * for the mean.
 *
 * As in PyTorch, the mean of weighted losses of class numbers divides by the sum of their weights.
 */
export class CrossEntropyLoss extends Loss implements Criterion {
  readonly weight: Tensor | null
  readonly labelSmoothing: number

  constructor({ weight, labelSmoothing = 0, ...options }: CrossEntropyOptions = {}) {
    super(options)
    const inRange = labelSmoothing >= 0 && labelSmoothing <= 1
    requireOption(inRange, 'CrossEntropyLoss: labelSmoothing', 'from 0 to 1', labelSmoothing)
    this.weight = weight ?? null
    this.labelSmoothing = labelSmoothing
  }

  forward(logits: Tensor, target: Tensor): Tensor {
    const byClass = target.ndim === 1
    if (byClass && this.reduction === 'mean') return this.measure(logits, target).loss
    const targets = byClass ? asProbabilities(target, logits) : target
    return reduceLosses(this.#losses(logits, targets), this.reduction)
  }

  /** The mean loss and the hits of a batch, whatever the reduction: labels int32 [n]. */
  measure(logits: Tensor, labels: Tensor): Measured {
    const plain = softmaxCrossEntropy(logits, labels)
    if (this.weight === null && this.labelSmoothing === 0) return plain
    const targets = asProbabilities(labels, logits)
    const loss =
      this.weight === null
        ? this.#smoothed(plain.loss, logits, targets)
        : divide(sum(this.#losses(logits, targets)), sum(multiply(targets, this.weight)))
    return { loss, correct: plain.correct }
  }

  /** [n], from targets [n, classes]: with smoothing s they become `(1 - s) t + s / classes`. */
  #losses(logits: Tensor, targets: Tensor): Tensor {
    const s = this.labelSmoothing
    const smooth = s === 0 ? targets : add(multiply(targets, 1 - s), s / logits.shape[1])
    const weighted = this.weight === null ? smooth : multiply(smooth, this.weight)
    return negative(sum(multiply(logSoftmax(logits), weighted), { axis: 1 }))
  }

  /**
   * The same from the mean loss without smoothing. The loss is linear in the target, and
   * `log softmax(z) = z - logSumExp(z)`, so smoothing adds `s sum_k (t_k - 1 / classes) z_k`.
   */
  #smoothed(loss: Tensor, logits: Tensor, targets: Tensor): Tensor {
    const [n, classes] = logits.shape
    const excess = sum(multiply(logits, subtract(targets, 1 / classes)))
    return add(loss, multiply(excess, this.labelSmoothing / n))
  }
}

function asProbabilities(labels: Tensor, logits: Tensor): Tensor {
  const dtype = logits.dtype === 'float64' ? 'float64' : 'float32'
  return oneHot(labels, logits.shape[1], { dtype })
}
