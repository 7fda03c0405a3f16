import {
  add,
  copyInto,
  expandDims,
  type FloatDType,
  mean,
  multiply,
  noGrad,
  ones,
  rsqrt,
  subtract,
  type Tensor,
  var as variance,
  zeros,
} from '@handwritten/tensor'
import { LayerError, requireCount, requireOption } from '../errors'
import { ShapeKeeping } from './shape-keeping'
import { standardize } from './standardize'

/** What a {@link BatchNorm1d} can be told. */
export interface BatchNormOptions {
  /** Keeps a variance of 0 from dividing by 0. Default 1e-5. */
  epsilon?: number
  /** The part of each batch in the running mean and variance. Default 0.1. */
  momentum?: number
  /** Whether to scale and shift the result by learned parameters, 1 and 0 at first. Default true. */
  affine?: boolean
  /** Default `'float32'`. */
  dtype?: FloatDType
}

/**
 * Every feature to mean 0 and variance 1 over the batch, then `weight * y + bias`: x [n, features] or
 * [n, features, length]. In training the batch's own mean and variance are used (for the gradient see
 * `standardize`), and running ones are kept, the variance as of a sample (divided by count - 1); in
 * evaluation those are used. Ioffe and Szegedy, "Batch normalization" (2015).
 */
export class BatchNorm1d extends ShapeKeeping {
  readonly features: number
  readonly epsilon: number
  readonly momentum: number
  readonly weight: Tensor | null
  readonly bias: Tensor | null
  readonly runningMean: Tensor
  readonly runningVar: Tensor
  readonly numBatchesTracked: Tensor

  constructor(features: number, options: BatchNormOptions = {}) {
    super()
    const { epsilon = 1e-5, momentum = 0.1, affine = true, dtype = 'float32' } = options
    requireCount('BatchNorm1d: features', features)
    requireOption(momentum >= 0 && momentum <= 1, 'BatchNorm1d: momentum', 'from 0 to 1', momentum)
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

  forward(x: Tensor): Tensor {
    if ((x.ndim !== 2 && x.ndim !== 3) || x.shape[1] !== this.features) {
      const { features } = this
      throw new LayerError(
        `${this} takes [n, ${features}] or [n, ${features}, length], found [${x.shape.join(', ')}]`,
      )
    }
    const along = (values: Tensor) => (x.ndim === 2 ? values : expandDims(values, { axis: 1 }))
    const y = this.training ? this.#byBatch(x) : this.#byRunning(x, along)
    if (!this.weight || !this.bias) return y
    return add(multiply(y, along(this.weight)), along(this.bias))
  }

  #byBatch(x: Tensor): Tensor {
    const axes = x.ndim === 2 ? [0] : [0, 2]
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

  override toString(): string {
    return `BatchNorm1d(${this.features})`
  }
}
