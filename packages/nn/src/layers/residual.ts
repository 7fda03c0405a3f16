import { add, type Tensor } from '@handwritten/tensor'
import { checkCall, moduleCheck } from '../checks'
import { LayerError } from '../errors'
import type { Module } from '../module'
import type { Closed, FeaturesAfter, InFeatures, Sizes } from './features'
import { ShapeKeeping } from './shape-keeping'

/** `x + inner(x)`: the gradient of the output reaches the input unchanged, beside the way through `inner`. */
export class Residual<Inner extends Module = Module> extends ShapeKeeping {
  readonly inner: Inner
  /** How many features it takes and gives; undefined where `inner` does not tell. */
  readonly inFeatures: InFeatures<Inner>
  readonly outFeatures: FeaturesAfter<Inner, number>

  /** @param inner a module whose output has the shape of its input */
  constructor(inner: Inner extends Closed<Inner> ? Inner : Closed<Inner>) {
    super()
    checkCall('Residual', arguments, { inner: moduleCheck })
    this.inner = inner as unknown as Inner
    const { inFeatures, outFeatures } = this.inner as Module & Sizes
    this.inFeatures = inFeatures as InFeatures<Inner>
    this.outFeatures = outFeatures as FeaturesAfter<Inner, number>
  }

  /** @throws LayerError when `inner` changes the shape, which broadcasting could hide */
  forward(x: Tensor): Tensor {
    const inner: Module = this.inner
    const change = inner.call(x)
    if (change.shape.join() !== x.shape.join()) {
      throw new LayerError(
        `${this} cannot add [${x.shape.join(', ')}] and what is inside gives, [${change.shape.join(', ')}]`,
      )
    }
    return add(x, change)
  }

  override toString(): string {
    return `Residual(${this.inner})`
  }
}
