import { anything, optional, options } from '@handwritten/checks'
import {
  conv2d,
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
import { SingleInputLayer } from './single-input-layer'
import { requirePictures, Windows } from './windows'

/** Options of {@link Conv2d}. */
export interface Conv2dOptions {
  /** Step of the kernel. Default 1. */
  stride?: Pair
  /** Zeros on each side of the pictures, with the padding mode `'zeros'`. Default 0. */
  padding?: Pair
  /**
   * `'zeros'`: as many zeros as `padding` says. `'same'`: as many as keep the size of the pictures, one more after
   * them than before where the number is odd; the stride must be 1. Default `'zeros'`.
   */
  paddingMode?: 'zeros' | 'same'
  /** Distance between the taps of the kernel. Default 1. */
  dilation?: Pair
  /**
   * Number of groups of channels: each group of outputs reads its own group of inputs. `inChannels` makes a
   * depthwise convolution. Both numbers of channels must be multiples of it. Default 1.
   */
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

const conv2dArguments = {
  inChannels: someNumber,
  outChannels: someNumber,
  kernelSize: /* @__PURE__ */ anything<Pair>(),
  options: /* @__PURE__ */ optional(
    options<Conv2dOptions>({
      ...weightChecks,
      stride: anything<Pair>(),
      padding: anything<Pair>(),
      paddingMode: anything<'zeros' | 'same'>(),
      dilation: anything<Pair>(),
      groups: someNumber,
    }),
  ),
}

/**
 * A convolution with learned weights: x [n, inChannels, h, w] -> y [n, outChannels, h', w'],
 * weight [outChannels, inChannels / groups, kh, kw], bias [outChannels],
 *
 *     y[n, o, i, j] = bias[o] + sum over c, a, b of weight[o, c, a, b] x[n, c, i s + a d - p, j s + b d - p]
 *
 * with stride s, dilation d, padding p, x = 0 outside, and c over the inputs of o's group. See `conv2d` of
 * `@handwritten/tensor` for the gradients.
 */
export class Conv2d extends SingleInputLayer {
  readonly inChannels: number
  readonly outChannels: number
  readonly groups: number
  readonly paddingMode: 'zeros' | 'same'
  readonly weight: Tensor
  readonly bias: Tensor | null
  /** The size of the kernel and how it moves. */
  readonly windows: Windows

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    options: Conv2dOptions = {},
  ) {
    super()
    checkCall('Conv2d', arguments, conv2dArguments)
    requireCount('Conv2d: inChannels', inChannels)
    requireCount('Conv2d: outChannels', outChannels)
    const { stride = 1, padding = 0, paddingMode = 'zeros', dilation = 1, ...others } = options
    const { groups = 1, bias = true, dtype = 'float32', initializer = heNormal, ...random } = others
    requireGroups('Conv2d', groups, inChannels, outChannels)
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.groups = groups
    this.paddingMode = paddingMode
    this.windows = new Windows('Conv2d', { kernel: kernelSize, stride, padding, dilation })
    this.#requirePaddingMode()
    const shape = [outChannels, inChannels / groups, ...this.windows.kernel]
    this.weight = initialized('Conv2d', initializer, shape, { dtype, ...random })
    this.weight.requiresGrad = true
    this.bias = bias ? zeros([outChannels], { dtype }) : null
    if (this.bias) this.bias.requiresGrad = true
  }

  forward(x: Tensor): Tensor {
    const { windows, groups } = this
    requirePictures(String(this), this.inChannels, x)
    if (this.paddingMode === 'zeros') windows.requireFit(x)
    const { stride, dilation } = windows
    const padding = this.paddingMode === 'same' ? 'same' : windows.padding
    return conv2d(x, this.weight, this.bias, { stride, padding, dilation, groups })
  }

  #requirePaddingMode(): void {
    const { paddingMode, windows } = this
    requireOption(
      paddingMode === 'zeros' || paddingMode === 'same',
      'Conv2d: paddingMode',
      "'zeros' or 'same'",
      paddingMode,
    )
    if (paddingMode === 'zeros') return
    const { stride, padding } = windows
    requireOption(
      stride.every((step) => step === 1),
      "Conv2d: stride with paddingMode 'same'",
      '1',
      stride,
    )
    requireOption(
      padding.every((size) => size === 0),
      "Conv2d: padding with paddingMode 'same'",
      '0',
      padding,
    )
  }

  override toString(): string {
    const groups = this.groups === 1 ? '' : `, groups ${this.groups}`
    const mode = this.paddingMode === 'same' ? ', same' : ''
    return `Conv2d(${this.inChannels}, ${this.outChannels}, ${this.windows.kernel.join(' x ')}${mode}${groups})`
  }
}

/** @throws OptionError when channels cannot be divided into groups */
export function requireGroups(
  name: string,
  groups: number,
  inChannels: number,
  outChannels: number,
): void {
  requireCount(`${name}: groups`, groups)
  const divides = inChannels % groups === 0 && outChannels % groups === 0
  requireOption(
    divides,
    `${name}: groups`,
    `a divisor of ${inChannels} and ${outChannels} channels`,
    groups,
  )
}
