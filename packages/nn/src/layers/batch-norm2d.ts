import type { Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { BatchNorm, type BatchNormOptions, batchNormArguments } from './batch-norm'
import { requirePictures } from './windows'

/** {@link BatchNorm} of pictures x [n, features, height, width]: every channel over all pictures and places. */
export class BatchNorm2d extends BatchNorm {
  constructor(features: number, options: BatchNormOptions = {}) {
    checkCall('BatchNorm2d', arguments, batchNormArguments)
    super('BatchNorm2d', features, options)
  }

  forward(x: Tensor): Tensor {
    requirePictures(String(this), this.features, x)
    return this.normalize(x)
  }

  override toString(): string {
    return `BatchNorm2d(${this.features})`
  }
}
