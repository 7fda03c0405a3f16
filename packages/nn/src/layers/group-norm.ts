import { boolean, finite, optional, options } from '@handwritten/checks'
import {
  add,
  type FloatDType,
  multiply,
  ones,
  reshape,
  type Tensor,
  zeros,
} from '@handwritten/tensor'
import { checkCall, floatCheck, someNumber } from '../checks'
import { LayerError, requireCount, requireOption } from '../errors'
import { ShapeKeeping } from './shape-keeping'
import { standardize } from './standardize'

/** Options of {@link GroupNorm}. */
export interface GroupNormOptions {
  /** Added to the variance, so that 0 divides nothing. Default 1e-5. */
  epsilon?: number
  /** Whether to scale and shift every channel by learned parameters, initially 1 and 0. Default true. */
  affine?: boolean
  /** Default `'float32'`. */
  dtype?: FloatDType
}

const groupNormArguments = {
  groups: someNumber,
  channels: someNumber,
  options: /* @__PURE__ */ optional(
    options<GroupNormOptions>({ epsilon: finite, affine: boolean, dtype: floatCheck }),
  ),
}

/**
 * Normalizes each of `groups` groups of channels of each sample to mean 0 and variance 1, then computes
 * `weight * y + bias` for every channel: x [n, channels, ...]. It does not depend on the other samples of a batch.
 * For the gradient see `standardize`. Wu and He, "Group normalization" (2018).
 */
export class GroupNorm extends ShapeKeeping {
  readonly groups: number
  readonly channels: number
  readonly epsilon: number
  readonly weight: Tensor | null
  readonly bias: Tensor | null

  constructor(groups: number, channels: number, options: GroupNormOptions = {}) {
    super()
    checkCall('GroupNorm', arguments, groupNormArguments)
    const { epsilon = 1e-5, affine = true, dtype = 'float32' } = options
    requireCount('GroupNorm: groups', groups)
    requireCount('GroupNorm: channels', channels)
    requireOption(
      channels % groups === 0,
      'GroupNorm: groups',
      `a divisor of ${channels} channels`,
      groups,
    )
    this.groups = groups
    this.channels = channels
    this.epsilon = epsilon
    this.weight = affine ? ones([channels], { dtype }) : null
    this.bias = affine ? zeros([channels], { dtype }) : null
    for (const parameter of [this.weight, this.bias]) if (parameter) parameter.requiresGrad = true
  }

  forward(x: Tensor): Tensor {
    const { groups, channels, epsilon, weight, bias } = this
    if (x.ndim < 2 || x.shape[1] !== channels) {
      throw new LayerError(`${this} takes [n, ${channels}, ...], found [${x.shape.join(', ')}]`)
    }
    const rows = reshape(x, [x.shape[0], groups, x.size === 0 ? 0 : x.size / x.shape[0] / groups])
    const y = reshape(standardize(rows, { axes: [2], epsilon }), x.shape)
    if (!weight || !bias) return y
    const shape = [channels, ...x.shape.slice(2).map(() => 1)]
    return add(multiply(y, reshape(weight, shape)), reshape(bias, shape))
  }

  override toString(): string {
    return `GroupNorm(${this.groups}, ${this.channels})`
  }
}
