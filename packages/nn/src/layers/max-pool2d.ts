import { anything, boolean, optional, options } from '@handwritten/checks'
import { maxPool2d, type Pair, type PoolOptions, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { SingleInputLayer } from './single-input-layer'
import { Windows } from './windows'

const poolArguments = {
  kernelSize: /* @__PURE__ */ anything<Pair>(),
  options: /* @__PURE__ */ optional(
    options<PoolOptions>({
      stride: anything<Pair>(),
      padding: anything<Pair>(),
      ceilMode: boolean,
    }),
  ),
}

/**
 * The maximum of each window: [n, c, h, w] -> [n, c, h', w']. Padding never wins. The gradient goes to the first of
 * equal maxima. Options as in `maxPool2d` of `@handwritten/tensor`.
 */
export class MaxPool2d extends SingleInputLayer {
  /** The size of the windows and how they move. */
  readonly windows: Windows
  readonly ceilMode: boolean

  constructor(kernelSize: Pair, options: PoolOptions = {}) {
    super()
    checkCall('MaxPool2d', arguments, poolArguments)
    const { stride = kernelSize, padding = 0, ceilMode = false } = options
    this.windows = new Windows('MaxPool2d', { kernel: kernelSize, stride, padding })
    this.ceilMode = ceilMode
  }

  forward(x: Tensor): Tensor {
    const { windows, ceilMode } = this
    windows.requireFit(x)
    const { kernel, stride, padding } = windows
    return maxPool2d(x, kernel, { stride, padding, ceilMode })
  }

  override toString(): string {
    return `MaxPool2d(${this.windows.kernel.join(' x ')})`
  }
}
