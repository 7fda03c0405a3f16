import { oneOf, optional, options } from '@handwritten/checks'
import {
  add,
  divide,
  logSoftmax,
  mean,
  multiply,
  negative,
  softmaxCrossEntropy,
  sum,
  type Tensor,
  take,
} from '@handwritten/tensor'
import { checkCall, someNumber, tensorCheck } from '../checks'
import { requireOption } from '../errors'
import type { Criterion, Measured } from '../trainer/criterion'
import { Loss, type LossOptions, lossInputs, reduceLosses, requireSameShape } from './loss'
import { pickClass } from './pick-class'

/** What {@link CrossEntropyLoss} can be told. */
export interface CrossEntropyOptions extends LossOptions {
  /** How much each class counts, float [classes]. Default: all the same. */
  weight?: Tensor
  /** The part s of the target, from 0 to 1, that is spread evenly over all classes. Default 0. */
  labelSmoothing?: number
}

const crossEntropyArguments = {
  options: /* @__PURE__ */ optional(
    options<CrossEntropyOptions>({
      weight: tensorCheck,
      labelSmoothing: someNumber,
      reduction: oneOf('mean', 'sum', 'none'),
    }),
  ),
}

/**
 * How surprised the model is by the right classes: `-sum_k t_k log softmax(z)_k` for logits z
 * [n, classes] and targets t, which are int32 [n] class numbers (t is 1 at the class and 0 elsewhere)
 * or probabilities [n, classes]. The logarithm is taken as `z - max - log(sum(exp(z - max)))`, so
 * nothing overflows. Since the t of a row add up to 1, the derivative is `softmax(z) - t`, divided by n
 * for the mean. Smoothing by s makes t into `(1 - s) t + s / classes`.
 *
 * As in PyTorch, the mean of weighted losses of class numbers divides by the sum of their weights.
 */
export class CrossEntropyLoss extends Loss implements Criterion {
  readonly weight: Tensor | null
  readonly labelSmoothing: number

  constructor(options: CrossEntropyOptions = {}) {
    checkCall('CrossEntropyLoss', arguments, crossEntropyArguments)
    const { weight, labelSmoothing = 0, ...shared } = options
    super(shared)
    const inRange = labelSmoothing >= 0 && labelSmoothing <= 1
    requireOption(inRange, 'CrossEntropyLoss: labelSmoothing', 'from 0 to 1', labelSmoothing)
    this.weight = weight ?? null
    this.labelSmoothing = labelSmoothing
  }

  forward(logits: Tensor, target: Tensor): Tensor {
    checkCall('CrossEntropyLoss.forward', arguments, lossInputs)
    if (target.ndim !== 1)
      return reduceLosses(this.#ofProbabilities(logits, target), this.reduction)
    if (this.reduction === 'mean') return this.measure(logits, target).loss
    return reduceLosses(this.#ofLabels(logits, target), this.reduction)
  }

  /** The mean loss and the hits of a batch, whatever the reduction: labels int32 [n]. */
  measure(logits: Tensor, labels: Tensor): Measured {
    checkCall('CrossEntropyLoss.measure', arguments, lossInputs)
    const { labelSmoothing } = this
    if (!this.weight) return softmaxCrossEntropy(logits, labels, { labelSmoothing })
    const { correct } = softmaxCrossEntropy(logits, labels)
    const total = sum(this.#ofLabels(logits, labels))
    return { loss: divide(total, sum(take(this.weight, labels))), correct }
  }

  /** [n] */
  #ofLabels(logits: Tensor, labels: Tensor): Tensor {
    const s = this.labelSmoothing
    const costs = this.#costs(logits)
    const hits = pickClass(costs, labels)
    return s === 0 ? hits : add(multiply(hits, 1 - s), multiply(mean(costs, { axis: 1 }), s))
  }

  /** [n], from targets [n, classes] */
  #ofProbabilities(logits: Tensor, targets: Tensor): Tensor {
    requireSameShape('CrossEntropyLoss', logits, targets)
    const s = this.labelSmoothing
    const smooth = s === 0 ? targets : add(multiply(targets, 1 - s), s / logits.shape[1])
    return sum(multiply(this.#costs(logits), smooth), { axis: 1 })
  }

  /** What each class would cost if it were the right one, [n, classes]. */
  #costs(logits: Tensor): Tensor {
    const costs = negative(logSoftmax(logits))
    return this.weight ? multiply(costs, this.weight) : costs
  }
}
