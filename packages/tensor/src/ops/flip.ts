import { optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { axesCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { type Axes, normalizeAxes } from '../core/shape'
import { Tensor } from '../core/tensor'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'

export interface FlipOptions {
  /** The axis or axes to turn round; all of them by default. */
  axis?: Axes
}

const flipArguments = {
  x: tensorCheck,
  options: optional(options<FlipOptions>({ axis: axesCheck })),
}

/** A view with the order of elements along axes reversed. dL/dx is dL/dy turned back. */
export function flip<X extends Tensor>(x: X, options?: FlipOptions): Tensor<DTypeIn<X>, ShapeIn<X>>
export function flip<D extends DType>(x: Tensor<D>, options: FlipOptions = {}): Tensor<D> {
  checkCall('flip', arguments, flipArguments)
  const axes = normalizeAxes('flip', options.axis, x.ndim)
  let { offset } = x
  const strides = [...x.strides]
  if (x.size > 0) {
    for (const axis of axes) {
      offset += (x.shape[axis] - 1) * x.strides[axis]
      strides[axis] = -x.strides[axis]
    }
  }
  const out = new Tensor(x.storage, x.shape, strides, offset)
  return record('flip', out, [x], [(g) => flip(g, { axis: axes })])
}
