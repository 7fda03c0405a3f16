import { optional, options } from '@handwritten/checks'
import {
  copyInto,
  type FloatDType,
  type Generator,
  linear,
  matrixTranspose,
  reshape,
  type Tensor,
  zeros,
} from '@handwritten/tensor'
import { checkCall, initialized, someNumber, weightChecks } from '../checks'
import { requireCount } from '../errors'
import { heNormal } from '../initializers/he'
import type { Initializer } from '../initializers/initializer'
import { SingleInputLayer } from './single-input-layer'

/** What a {@link Linear} layer can be told. */
export interface LinearOptions {
  /** Whether to add a learned bias, zero at first. Default true. */
  bias?: boolean
  /** Default `'float32'`. */
  dtype?: FloatDType
  /** Where the first weights are drawn from. Default: one seeded by chance. */
  generator?: Generator
  /** Makes the first weights. Default {@link heNormal}. */
  initializer?: Initializer
}

const linearArguments = {
  inFeatures: someNumber,
  outFeatures: someNumber,
  options: /* @__PURE__ */ optional(options<LinearOptions>(weightChecks)),
}

/**
 * `y = x W^T + b`: x [..., inFeatures] to y [..., outFeatures], weight [outFeatures, inFeatures], bias
 * [outFeatures]. With g = dL/dy and the leading axes taken as one of n samples:
 * `dL/dx = g W`, `dL/dW = g^T x`, `dL/db = sum of g over the samples`.
 */
export class Linear<
  In extends number = number,
  Out extends number = number,
> extends SingleInputLayer {
  readonly inFeatures: In
  readonly outFeatures: Out
  readonly weight: Tensor
  readonly bias: Tensor | null

  constructor(inFeatures: In, outFeatures: Out, options: LinearOptions = {}) {
    super()
    checkCall('Linear', arguments, linearArguments)
    requireCount('Linear: inFeatures', inFeatures)
    requireCount('Linear: outFeatures', outFeatures)
    const { bias = true, dtype = 'float32', initializer = heNormal, ...rest } = options
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
    this.weight = inputsFirst(
      initialized('Linear', initializer, [outFeatures, inFeatures], { dtype, ...rest }),
    )
    this.weight.requiresGrad = true
    this.bias = bias ? zeros([outFeatures], { dtype }) : null
    if (this.bias) this.bias.requiresGrad = true
  }

  forward(x: Tensor): Tensor {
    if (x.ndim === 2) return linear(x, this.weight, this.bias)
    const width = x.shape[x.ndim - 1]
    const y = linear(reshape(x, [x.size / width, width]), this.weight, this.bias)
    return reshape(y, [...x.shape.slice(0, -1), this.outFeatures])
  }

  override toString(): string {
    return `Linear(${this.inFeatures}, ${this.outFeatures}${this.bias ? '' : ', no bias'})`
  }
}

/** The same weights [out, in], laid out in memory input by input, as the kernels read them. */
function inputsFirst(weight: Tensor): Tensor {
  const [outputs, inputs] = weight.shape
  const stored = matrixTranspose(zeros([inputs, outputs], { dtype: weight.dtype }))
  copyInto(stored, weight)
  return stored
}
