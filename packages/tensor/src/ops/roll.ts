import type { DType } from '../dtype'
import { ValueError } from '../errors'
import { normalizeAxis, type Shape } from '../shape'
import type { Tensor } from '../tensor'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { concat } from './concat'
import { reshape } from './reshape'
import { type SliceRange, slice } from './slice'

export interface RollOptions {
  /** The axis to roll along; by default the row-major elements as one line. */
  axis?: number
}

/** Elements moved on by `shift` places along an axis; those pushed off the end come in in front. */
export function roll<X extends Tensor>(
  x: X,
  shift: number,
  options?: RollOptions,
): Tensor<DTypeIn<X>, ShapeIn<X>>
export function roll<D extends DType>(
  x: Tensor<D>,
  shift: number,
  { axis }: RollOptions = {},
): Tensor<D> {
  if (!Number.isInteger(shift)) {
    throw new ValueError(`roll: expected a whole number of places, found ${shift}`)
  }
  if (axis === undefined) return reshape(roll(reshape(x, [x.size]), shift, { axis: 0 }), x.shape)
  const along = normalizeAxis('roll', axis, x.ndim)
  const length = x.shape[along]
  if (length === 0) return x
  const cut = ((-shift % length) + length) % length
  const part = (range: SliceRange) => slice(x, [...wholeAxes(x.shape, along), range])
  return concat([part([cut]), part([0, cut])], { axis: along }) as Tensor<D>
}

function wholeAxes(shape: Shape, count: number): SliceRange[] {
  return shape.slice(0, count).map(() => [])
}
