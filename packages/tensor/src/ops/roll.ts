import { optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { axesCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError, ValueError } from '../core/errors'
import { type Axes, formatShape, normalizeAxis, type Shape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import type { DTypeIn } from '../types/dtypes'
import type { SliceRange } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { concat } from './concat'
import { reshape } from './reshape'
import { slice } from './slice'

export interface RollOptions {
  /** The axis to roll along, or one for each shift; by default the row-major elements as one line. */
  axis?: Axes
}

const rollArguments = {
  x: tensorCheck,
  shift: axesCheck,
  options: optional(options<RollOptions>({ axis: axesCheck })),
}

/**
 * Elements moved on by `shift` places along an axis, or by several shifts along as many axes; those
 * pushed off the end come in in front.
 */
export function roll<X extends Tensor>(
  x: X,
  shift: Axes,
  options?: RollOptions,
): Tensor<DTypeIn<X>, ShapeIn<X>>
export function roll(x: Tensor, shift: Axes, options: RollOptions = {}): Tensor {
  checkCall('roll', arguments, rollArguments)
  const { axis } = options
  const shifts = typeof shift === 'number' ? [shift] : shift
  const wrong = shifts.find((places) => !Number.isInteger(places))
  if (wrong !== undefined) {
    throw new ValueError(`roll: expected a whole number of places, found ${wrong}`)
  }
  if (axis === undefined) {
    const total = shifts.reduce((sum, places) => sum + places, 0)
    return reshape(rolled(reshape(x, [x.size]), total, 0), x.shape)
  }
  const axes = typeof axis === 'number' ? [axis] : axis
  if (axes.length !== shifts.length) {
    throw new ShapeError(
      `roll: expected as many axes as shifts, found ${formatShape(axes)} and ${formatShape(shifts)}`,
    )
  }
  const along = axes.map((each) => normalizeAxis('roll', each, x.ndim))
  return along.reduce((turned, each, i) => rolled(turned, shifts[i], each), x)
}

function rolled<D extends DType>(x: Tensor<D>, shift: number, along: number): Tensor<D> {
  const length = x.shape[along]
  if (length === 0) return x
  const cut = ((-shift % length) + length) % length
  const part = (range: SliceRange) => slice(x, [...wholeAxes(x.shape, along), range])
  return concat([part([cut]), part([0, cut])], { axis: along }) as Tensor<D>
}

function wholeAxes(shape: Shape, count: number): SliceRange[] {
  return shape.slice(0, count).map(() => [])
}
