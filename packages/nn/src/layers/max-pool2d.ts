import {
  argmax,
  expandDims,
  reshape,
  squeeze,
  type Tensor,
  takeAlongAxis,
} from '@handwritten/tensor'
import { SingleInputLayer } from './single-input-layer'
import { type Pair, Windows } from './windows'

/** What the pooling layers can be told. */
export interface PoolOptions {
  /** How far from window to window. Default: the kernel's size, so that windows touch. */
  stride?: Pair
  /** How many elements are put around the picture on each side. Default 0. */
  padding?: Pair
}

/**
 * The largest element of each window: [n, c, h, w] to [n, c, h', w']. Padding never wins. The gradient
 * goes to that element, the first where several are largest.
 */
export class MaxPool2d extends SingleInputLayer {
  /** The kernel's size and how it moves. */
  readonly windows: Windows

  constructor(kernelSize: Pair, { stride = kernelSize, padding = 0 }: PoolOptions = {}) {
    super()
    this.windows = new Windows('MaxPool2d', { kernel: kernelSize, stride, padding })
  }

  forward(x: Tensor): Tensor {
    const cut = this.windows.cut(x, Number.NEGATIVE_INFINITY)
    const [height, width] = this.windows.kernel
    const windows = reshape(cut, [...cut.shape.slice(0, 4), height * width])
    const winners = expandDims(argmax(windows, { axis: 4 }), { axis: 4 })
    return squeeze(takeAlongAxis(windows, winners, { axis: 4 }), { axis: 4 })
  }

  override toString(): string {
    return `MaxPool2d(${this.windows.kernel.join(' x ')})`
  }
}
