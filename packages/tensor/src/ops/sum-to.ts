import { type Shape, sameShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { reshape } from './reshape'
import { sum } from './sum'

/**
 * The sum over the axes along which a tensor of `shape` was stretched to the shape of `x`:
 * what a gradient goes through on its way back past a broadcast.
 */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  const added = x.ndim - shape.length
  const stretched = x.shape.flatMap((length, axis) => {
    const own = axis - added
    return own < 0 || (shape[own] === 1 && length !== 1) ? [axis] : []
  })
  return reshape(sum(x, { axis: stretched, keepdims: true }), shape)
}
