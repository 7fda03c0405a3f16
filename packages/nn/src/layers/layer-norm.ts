import { boolean, either, finite, listOf, optional, options } from '@handwritten/checks'
import { add, type FloatDType, multiply, ones, type Tensor, zeros } from '@handwritten/tensor'
import { checkCall, floatCheck, someNumber } from '../checks'
import { LayerError, requireCount } from '../errors'
import { ShapeKeeping } from './shape-keeping'
import { standardize } from './standardize'

/** What a {@link LayerNorm} can be told. */
export interface LayerNormOptions {
  /** Keeps a variance of 0 from dividing by 0. Default 1e-5. */
  epsilon?: number
  /** Whether to scale and shift the result by learned parameters, 1 and 0 at first. Default true. */
  affine?: boolean
  /** Default `'float32'`. */
  dtype?: FloatDType
}

const layerNormArguments = {
  shape: /* @__PURE__ */ either(someNumber, listOf(someNumber)),
  options: /* @__PURE__ */ optional(
    options<LayerNormOptions>({ epsilon: finite, affine: boolean, dtype: floatCheck }),
  ),
}

/**
 * Every sample by itself to mean 0 and variance 1, then `weight * y + bias`. `shape` is that of the
 * last axes, over which mean and variance are taken; weight and bias have it too. For the gradient see
 * `standardize`; `dL/dweight` sums g y and `dL/dbias` sums g over the samples. Ba et al., "Layer
 * normalization" (2016).
 */
export class LayerNorm extends ShapeKeeping {
  readonly normalizedShape: readonly number[]
  readonly epsilon: number
  readonly weight: Tensor | null
  readonly bias: Tensor | null

  constructor(shape: number | readonly number[], options: LayerNormOptions = {}) {
    super()
    checkCall('LayerNorm', arguments, layerNormArguments)
    const { epsilon = 1e-5, affine = true, dtype = 'float32' } = options
    this.normalizedShape = typeof shape === 'number' ? [shape] : shape
    for (const size of this.normalizedShape) requireCount('LayerNorm: shape', size)
    this.epsilon = epsilon
    this.weight = affine ? ones(this.normalizedShape, { dtype }) : null
    this.bias = affine ? zeros(this.normalizedShape, { dtype }) : null
    for (const parameter of [this.weight, this.bias]) if (parameter) parameter.requiresGrad = true
  }

  forward(x: Tensor): Tensor {
    const count = this.normalizedShape.length
    if (x.shape.slice(-count).join() !== this.normalizedShape.join()) {
      throw new LayerError(
        `${this} takes [..., ${this.normalizedShape.join(', ')}], found [${x.shape.join(', ')}]`,
      )
    }
    const axes = this.normalizedShape.map((_, place) => x.ndim - count + place)
    const y = standardize(x, { axes, epsilon: this.epsilon })
    return this.weight && this.bias ? add(multiply(y, this.weight), this.bias) : y
  }

  override toString(): string {
    return `LayerNorm(${this.normalizedShape.join(', ')})`
  }
}
