import {
  type FloatDType,
  type Generator,
  linear,
  permuteDims,
  reshape,
  type Tensor,
  zeros,
} from '@handwritten/tensor'
import { LayerError, requireCount } from '../errors'
import { heNormal } from '../initializers/he'
import type { Initializer } from '../initializers/initializer'
import { SingleInputLayer } from './single-input-layer'
import { type Pair, Windows } from './windows'

/** What a {@link Conv2d} layer can be told. */
export interface Conv2dOptions {
  /** How far the kernel moves from place to place. Default 1. */
  stride?: Pair
  /** How many zeros are put around the picture on each side. Default 0. */
  padding?: Pair
  /** How far apart the elements under the kernel are. Default 1: close together. */
  dilation?: Pair
  /** Whether to add a learned bias, zero at first. Default true. */
  bias?: boolean
  /** Default `'float32'`. */
  dtype?: FloatDType
  /** Where the first weights are drawn from. Default: one seeded by chance. */
  generator?: Generator
  /** Makes the first weights. Default {@link heNormal}. */
  initializer?: Initializer
}

/**
 * The same small linear layer at every place of a picture: x [n, inChannels, h, w] to y
 * [n, outChannels, h', w'], weight [outChannels, inChannels, kh, kw], bias [outChannels],
 *
 *     y[n, o, i, j] = bias[o] + sum over c, a, b of weight[o, c, a, b] x[n, c, i s + a d - p, j s + b d - p]
 *
 * with stride s, dilation d, padding p, and x = 0 outside. Cut into windows X, one a row, it is the
 * product `Y = X W^T + b`; so with G = dL/dY, `dL/dW = G^T X`, `dL/db = sum of G over the rows`,
 * and `dL/dX = G W`, of which every element of x sums what the windows that hold it receive.
 */
export class Conv2d extends SingleInputLayer {
  readonly inChannels: number
  readonly outChannels: number
  readonly weight: Tensor
  readonly bias: Tensor | null
  /** The kernel's size and how it moves. */
  readonly windows: Windows

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    options: Conv2dOptions = {},
  ) {
    super()
    requireCount('Conv2d: inChannels', inChannels)
    requireCount('Conv2d: outChannels', outChannels)
    const { stride = 1, padding = 0, dilation = 1, bias = true, ...rest } = options
    const { dtype = 'float32', initializer = heNormal, ...random } = rest
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.windows = new Windows('Conv2d', { kernel: kernelSize, stride, padding, dilation })
    const shape = [outChannels, inChannels, ...this.windows.kernel]
    this.weight = initializer(shape, { dtype, ...random })
    this.weight.requiresGrad = true
    this.bias = bias ? zeros([outChannels], { dtype }) : null
    if (this.bias) this.bias.requiresGrad = true
  }

  forward(x: Tensor): Tensor {
    if (x.shape[1] !== this.inChannels) {
      throw new LayerError(
        `${this} takes ${this.inChannels} channels, but the input has ${x.shape[1]}`,
      )
    }
    const windows = this.windows.cut(x, 0)
    const [n, , down, across] = windows.shape
    const rows = permuteDims(windows, [0, 2, 3, 1, 4, 5])
    const length = this.weight.size / this.outChannels
    const kernels = reshape(this.weight, [this.outChannels, length])
    const y = linear(reshape(rows, [n * down * across, length]), kernels, this.bias)
    return permuteDims(reshape(y, [n, down, across, this.outChannels]), [0, 3, 1, 2])
  }

  override toString(): string {
    return `Conv2d(${this.inChannels}, ${this.outChannels}, ${this.windows.kernel.join(' x ')})`
  }
}
