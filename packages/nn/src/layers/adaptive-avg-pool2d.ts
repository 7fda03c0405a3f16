import { anything } from '@handwritten/checks'
import { adaptiveAvgPool2d, type Pair, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { SingleInputLayer } from './single-input-layer'
import { pairOf, requirePictures } from './windows'

/**
 * The mean of each of `size` windows that divide the pictures: [n, c, h, w] -> [n, c, ...size], whatever h and w.
 * A size of 1 gives one mean for every channel. See `adaptiveAvgPool2d` of `@handwritten/tensor`.
 */
export class AdaptiveAvgPool2d extends SingleInputLayer {
  /** Rows and columns of the result. */
  readonly size: readonly [number, number]

  constructor(size: Pair) {
    super()
    checkCall('AdaptiveAvgPool2d', arguments, { size: anything<Pair>() })
    this.size = pairOf('AdaptiveAvgPool2d: size', size, 1)
  }

  forward(x: Tensor): Tensor {
    requirePictures(String(this), 'channels', x)
    return adaptiveAvgPool2d(x, this.size)
  }

  override toString(): string {
    return `AdaptiveAvgPool2d(${this.size.join(' x ')})`
  }
}
