import { boolean, finite, optional, options } from '@handwritten/checks'
import {
  add,
  copyInto,
  type FloatDType,
  mean,
  multiply,
  noGrad,
  ones,
  reshape,
  rsqrt,
  subtract,
  type Tensor,
  var as variance,
  zeros,
} from '@handwritten/tensor'
import { floatCheck, someNumber } from '../checks'
import { LayerError, requireCount, requireOption } from '../errors'
import { ShapeKeeping } from './shape-keeping'
import { standardize } from './standardize'

/** Options of {@link BatchNorm1d} and {@link BatchNorm2d}. */
export interface BatchNormOptions {
  /** Added to the variance, so that 0 divides nothing. Default 1e-5. */
  epsilon?: number
  /** Weight of each batch in the running mean and variance. Default 0.1. */
  momentum?: number
  /** Whether to scale and shift the result by learned parameters, initially 1 and 0. Default true. */
  affine?: boolean
  /** Default `'float32'`. */
  dtype?: FloatDType
}

export const batchNormArguments = {
  features: someNumber,
  options: /* @__PURE__ */ optional(
    options<BatchNormOptions>({
      epsilon: finite,
      momentum: someNumber,
      affine: boolean,
      dtype: floatCheck,
    }),
  ),
}

/**
 * Normalizes every feature, the second axis, to mean 0 and variance 1 over the batch and all other axes, then
 * computes `weight * y + bias`. In training the mean and variance of the batch are used (for the gradient see
 * `standardize`) and running ones are updated, the variance with the divisor count - 1; in evaluation the
 * running ones are used. Ioffe and Szegedy, "Batch normalization" (2015).
 */
export abstract class BatchNorm extends ShapeKeeping {
  readonly features: number
  readonly epsilon: number
  readonly momentum: number
  readonly weight: Tensor | null
  readonly bias: Tensor | null
  readonly runningMean: Tensor
  readonly runningVar: Tensor
  readonly numBatchesTracked: Tensor

  constructor(name: string, features: number, options: BatchNormOptions) {
    super()
    const { epsilon = 1e-5, momentum = 0.1, affine = true, dtype = 'float32' } = options
    requireCount(`${name}: features`, features)
    requireOption(momentum >= 0 && momentum <= 1, `${name}: momentum`, 'from 0 to 1', momentum)
    this.features = features
    this.epsilon = epsilon
    this.momentum = momentum
    this.weight = affine ? ones([features], { dtype }) : null
    this.bias = affine ? zeros([features], { dtype }) : null
    for (const parameter of [this.weight, this.bias]) if (parameter) parameter.requiresGrad = true
    this.runningMean = zeros([features], { dtype })
    this.runningVar = ones([features], { dtype })
    this.numBatchesTracked = zeros([], { dtype: 'int32' })
  }

  /** The result for x [n, features, ...]. */
  protected normalize(x: Tensor): Tensor {
    const shape = [this.features, ...x.shape.slice(2).map(() => 1)]
    const along = (values: Tensor) => reshape(values, shape)
    const y = this.training ? this.#byBatch(x) : this.#byRunning(x, along)
    if (!this.weight || !this.bias) return y
    return add(multiply(y, along(this.weight)), along(this.bias))
  }

  #byBatch(x: Tensor): Tensor {
    const axes = [...x.shape.keys()].filter((axis) => axis !== 1)
    const count = x.size / this.features
    if (count < 2) {
      throw new LayerError(`${this} needs more than one value of each feature in training`)
    }
    noGrad(() => {
      this.#track(this.runningMean, mean(x, { axis: axes }))
      this.#track(this.runningVar, variance(x, { axis: axes, correction: 1 }))
      copyInto(this.numBatchesTracked, add(this.numBatchesTracked, 1))
    })
    return standardize(x, { axes, epsilon: this.epsilon })
  }

  #byRunning(x: Tensor, along: (values: Tensor) => Tensor): Tensor {
    const scale = rsqrt(add(this.runningVar, this.epsilon))
    return multiply(subtract(x, along(this.runningMean)), along(scale))
  }

  #track(running: Tensor, ofBatch: Tensor): void {
    const kept = multiply(running, 1 - this.momentum)
    copyInto(running, add(kept, multiply(ofBatch, this.momentum)))
  }
}
