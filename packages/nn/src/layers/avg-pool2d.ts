import { anything, boolean, optional, options } from '@handwritten/checks'
import { type AvgPoolOptions, avgPool2d, type Pair, type Tensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import { SingleInputLayer } from './single-input-layer'
import { Windows } from './windows'

const poolArguments = {
  kernelSize: /* @__PURE__ */ anything<Pair>(),
  options: /* @__PURE__ */ optional(
    options<AvgPoolOptions>({
      stride: anything<Pair>(),
      padding: anything<Pair>(),
      ceilMode: boolean,
      countIncludePad: boolean,
    }),
  ),
}

/**
 * The mean of each window: [n, c, h, w] -> [n, c, h', w']. Padding counts as zeros unless `countIncludePad` is
 * false. Options as in `avgPool2d` of `@handwritten/tensor`.
 */
export class AvgPool2d extends SingleInputLayer {
  /** The size of the windows and how they move. */
  readonly windows: Windows
  readonly ceilMode: boolean
  readonly countIncludePad: boolean

  constructor(kernelSize: Pair, options: AvgPoolOptions = {}) {
    super()
    checkCall('AvgPool2d', arguments, poolArguments)
    const { stride = kernelSize, padding = 0, ceilMode = false, countIncludePad = true } = options
    this.windows = new Windows('AvgPool2d', { kernel: kernelSize, stride, padding })
    this.ceilMode = ceilMode
    this.countIncludePad = countIncludePad
  }

  forward(x: Tensor): Tensor {
    const { windows, ceilMode, countIncludePad } = this
    windows.requireFit(x)
    const { kernel, stride, padding } = windows
    return avgPool2d(x, kernel, { stride, padding, ceilMode, countIncludePad })
  }

  override toString(): string {
    return `AvgPool2d(${this.windows.kernel.join(' x ')})`
  }
}
