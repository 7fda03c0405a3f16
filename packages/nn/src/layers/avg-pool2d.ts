import { mean, type Tensor } from '@handwritten/tensor'
import type { PoolOptions } from './max-pool2d'
import { SingleInputLayer } from './single-input-layer'
import { type Pair, Windows } from './windows'

/**
 * The mean of each window: [n, c, h, w] to [n, c, h', w']. Padding counts as zeros, as in PyTorch. Each
 * of the k elements of a window gets 1 / k of its gradient.
 */
export class AvgPool2d extends SingleInputLayer {
  /** The kernel's size and how it moves. */
  readonly windows: Windows

  constructor(kernelSize: Pair, { stride = kernelSize, padding = 0 }: PoolOptions = {}) {
    super()
    this.windows = new Windows('AvgPool2d', { kernel: kernelSize, stride, padding })
  }

  forward(x: Tensor): Tensor {
    return mean(this.windows.cut(x, 0), { axis: [4, 5] })
  }

  override toString(): string {
    return `AvgPool2d(${this.windows.kernel.join(' x ')})`
  }
}
