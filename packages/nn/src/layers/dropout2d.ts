import type { Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { requireOption } from '../errors'
import { Dropout, type DropoutOptions, dropoutArguments } from './dropout'
import { requirePictures } from './windows'

/**
 * {@link Dropout} of whole channels: each channel of each picture [n, channels, height, width] is dropped with
 * probability p. Neighbouring pixels say much the same, so that dropping single ones removes little. Tompson et al.,
 * "Efficient object localization using convolutional networks" (2015).
 */
export class Dropout2d extends Dropout {
  /** @param p probability of dropping a channel, in [0, 1) */
  constructor(p = 0.5, options: DropoutOptions = {}) {
    checkCall('Dropout2d', arguments, dropoutArguments)
    requireOption(p >= 0 && p < 1, 'Dropout2d: p', 'in [0, 1)', p)
    super(p, options)
  }

  override forward(x: Tensor): Tensor {
    requirePictures(String(this), 'channels', x)
    return super.forward(x)
  }

  protected override maskShape(x: Tensor): readonly number[] {
    return [x.shape[0], x.shape[1], 1, 1]
  }

  override toString(): string {
    return `Dropout2d(${this.p})`
  }
}
