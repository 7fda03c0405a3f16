import type { Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { LayerError } from '../errors'
import { BatchNorm, type BatchNormOptions, batchNormArguments } from './batch-norm'

/** {@link BatchNorm} of x [n, features] or [n, features, length]. */
export class BatchNorm1d extends BatchNorm {
  constructor(features: number, options: BatchNormOptions = {}) {
    checkCall('BatchNorm1d', arguments, batchNormArguments)
    super('BatchNorm1d', features, options)
  }

  forward(x: Tensor): Tensor {
    if ((x.ndim !== 2 && x.ndim !== 3) || x.shape[1] !== this.features) {
      const { features } = this
      throw new LayerError(
        `${this} takes [n, ${features}] or [n, ${features}, length], found [${x.shape.join(', ')}]`,
      )
    }
    return this.normalize(x)
  }

  override toString(): string {
    return `BatchNorm1d(${this.features})`
  }
}
