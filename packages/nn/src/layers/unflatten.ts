import { listOf } from '@handwritten/checks'
import { reshape, type Tensor } from '@handwritten/tensor'
import { checkCall, someNumber } from '../checks'
import { LayerError, requireCount } from '../errors'
import { SingleInputLayer } from './single-input-layer'

const unflattenArguments = { shape: /* @__PURE__ */ listOf(someNumber) }

/**
 * [n, features] to [n, ...shape], such as rows of 784 pixels to pictures [n, 1, 28, 28]. The gradient
 * is reshaped the other way. PyTorch's `Unflatten(1, shape)`.
 */
export class Unflatten extends SingleInputLayer {
  /** Shape of a sample of the output. */
  readonly shape: readonly number[]

  /** @throws OptionError if a size is not an integer of at least 1 */
  constructor(shape: readonly number[]) {
    super()
    checkCall('Unflatten', arguments, unflattenArguments)
    for (const size of shape) requireCount('Unflatten: shape', size)
    this.shape = [...shape]
  }

  /** @throws LayerError if the input does not have as many features */
  forward(x: Tensor): Tensor {
    const features = this.shape.reduce((product, size) => product * size, 1)
    if (x.ndim !== 2 || x.shape[1] !== features) {
      throw new LayerError(`${this} takes [n, ${features}], found [${x.shape.join(', ')}]`)
    }
    return reshape(x, [x.shape[0], ...this.shape])
  }

  override toString(): string {
    return `Unflatten(${this.shape.join(', ')})`
  }
}
