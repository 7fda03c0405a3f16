import { anything, optional, options } from '@handwritten/checks'
import {
  convTranspose2d,
  type FloatDType,
  type Generator,
  type Pair,
  type Tensor,
  zeros,
} from '@handwritten/tensor'
import { checkCall, initialized, someNumber, weightChecks } from '../checks'
import { requireCount, requireOption } from '../errors'
import { heNormal } from '../initializers/he'
import type { Initializer } from '../initializers/initializer'
import { requireGroups } from './conv2d'
import { SingleInputLayer } from './single-input-layer'
import { pairOf, requirePictures, Windows } from './windows'

/** Options of {@link ConvTranspose2d}. */
export interface ConvTranspose2dLayerOptions {
  /** Step between the places of the result that neighbouring inputs add to. Default 1. */
  stride?: Pair
  /** Rows and columns cut off on each side of the result. Default 0. */
  padding?: Pair
  /** Rows and columns added at the end of the result; less than the stride or the dilation. Default 0. */
  outputPadding?: Pair
  /** Distance between the taps of the kernel. Default 1. */
  dilation?: Pair
  /** Number of groups of channels; both numbers of channels must be multiples of it. Default 1. */
  groups?: number
  /** Whether to add a learned bias, zero at first. Default true. */
  bias?: boolean
  /** Default `'float32'`. */
  dtype?: FloatDType
  /** Source of the initial weights. Default: a randomly seeded generator. */
  generator?: Generator
  /** Makes the initial weights. Default {@link heNormal}. */
  initializer?: Initializer
}

const convTranspose2dArguments = {
  inChannels: someNumber,
  outChannels: someNumber,
  kernelSize: /* @__PURE__ */ anything<Pair>(),
  options: /* @__PURE__ */ optional(
    options<ConvTranspose2dLayerOptions>({
      ...weightChecks,
      stride: anything<Pair>(),
      padding: anything<Pair>(),
      outputPadding: anything<Pair>(),
      dilation: anything<Pair>(),
      groups: someNumber,
    }),
  ),
}

/**
 * The transpose of a convolution with learned weights: x [n, inChannels, h, w] -> y [n, outChannels, h', w'] with
 * h' = (h - 1) stride - 2 padding + dilation (kh - 1) + outputPadding + 1, weight
 * [inChannels, outChannels / groups, kh, kw], bias [outChannels]. It maps small pictures to larger ones. See
 * `convTranspose2d` of `@handwritten/tensor`.
 */
export class ConvTranspose2d extends SingleInputLayer {
  readonly inChannels: number
  readonly outChannels: number
  readonly groups: number
  readonly outputPadding: readonly [number, number]
  readonly weight: Tensor
  readonly bias: Tensor | null
  /** The size of the kernel and how it moves over the result. */
  readonly windows: Windows

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    options: ConvTranspose2dLayerOptions = {},
  ) {
    super()
    checkCall('ConvTranspose2d', arguments, convTranspose2dArguments)
    requireCount('ConvTranspose2d: inChannels', inChannels)
    requireCount('ConvTranspose2d: outChannels', outChannels)
    const { stride = 1, padding = 0, outputPadding = 0, dilation = 1, ...others } = options
    const { groups = 1, bias = true, dtype = 'float32', initializer = heNormal, ...random } = others
    requireGroups('ConvTranspose2d', groups, inChannels, outChannels)
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.groups = groups
    this.windows = new Windows('ConvTranspose2d', { kernel: kernelSize, stride, padding, dilation })
    this.outputPadding = pairOf('ConvTranspose2d: outputPadding', outputPadding, 0)
    this.outputPadding.forEach((extra, axis) => {
      const most = Math.max(this.windows.stride[axis], this.windows.dilation[axis])
      const rule = `less than the stride or the dilation, ${most}`
      requireOption(extra < most, 'ConvTranspose2d: outputPadding', rule, extra)
    })
    const shape = [inChannels, outChannels / groups, ...this.windows.kernel]
    this.weight = initialized('ConvTranspose2d', initializer, shape, { dtype, ...random })
    this.weight.requiresGrad = true
    this.bias = bias ? zeros([outChannels], { dtype }) : null
    if (this.bias) this.bias.requiresGrad = true
  }

  forward(x: Tensor): Tensor {
    requirePictures(String(this), this.inChannels, x)
    const { weight, bias, groups, outputPadding } = this
    const { stride, padding, dilation } = this.windows
    const options = { stride, padding, dilation, groups, outputPadding }
    return convTranspose2d(x, weight, bias, options)
  }

  override toString(): string {
    const groups = this.groups === 1 ? '' : `, groups ${this.groups}`
    const size = this.windows.kernel.join(' x ')
    return `ConvTranspose2d(${this.inChannels}, ${this.outChannels}, ${size}${groups})`
  }
}
