import { optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { axesCheck, axisCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError } from '../core/errors'
import { type Axes, formatShape, normalizeAxes, normalizeAxis } from '../core/shape'
import { Tensor } from '../core/tensor'
import type { SqueezedAt, WithNewAxis } from '../types/axes'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'

const expandDimsArguments = {
  x: tensorCheck,
  options: optional(options<{ axis?: number }>({ axis: axisCheck })),
}

/** A view with a new axis of size 1 at position `axis` of the result (default 0). */
export function expandDims<X extends Tensor, const A extends number = 0>(
  x: X,
  options?: { axis?: A },
): Tensor<DTypeIn<X>, WithNewAxis<ShapeIn<X>, A, 1>>
export function expandDims<D extends DType>(
  x: Tensor<D>,
  options: { axis?: number } = {},
): Tensor<D> {
  checkCall('expandDims', arguments, expandDimsArguments)
  const { axis = 0 } = options
  const at = normalizeAxis('expandDims', axis, x.ndim + 1)
  const out = new Tensor(
    x.storage,
    x.shape.toSpliced(at, 0, 1),
    x.strides.toSpliced(at, 0, 0),
    x.offset,
  )
  return record('expandDims', out, [x], [(g) => squeeze(g, { axis: at })])
}

const squeezeArguments = {
  x: tensorCheck,
  options: optional(options<{ axis?: Axes }>({ axis: axesCheck })),
}

/**
 * A view without the named axes, or without all axes of size 1.
 * @throws ShapeError when a named axis has another size than 1.
 */
export function squeeze<X extends Tensor, const A extends Axes | undefined = undefined>(
  x: X,
  options?: { axis?: A },
): Tensor<DTypeIn<X>, SqueezedAt<ShapeIn<X>, A>>
export function squeeze<D extends DType>(
  x: Tensor<D>,
  options: { axis?: Axes | undefined } = {},
): Tensor<D> {
  checkCall('squeeze', arguments, squeezeArguments)
  const { axis } = options
  const every = x.shape.flatMap((length, i) => (length === 1 ? [i] : []))
  const axes = axis === undefined ? every : normalizeAxes('squeeze', axis, x.ndim)
  for (const removed of axes) {
    if (x.shape[removed] !== 1) {
      throw new ShapeError(
        `squeeze: axis ${removed} has size ${x.shape[removed]}, not 1, in shape ${formatShape(x.shape)}`,
      )
    }
  }
  const keep = (_: number, i: number) => !axes.includes(i)
  const out = new Tensor(x.storage, x.shape.filter(keep), x.strides.filter(keep), x.offset)
  const restore = (g: Tensor) => axes.reduce((grown, at) => expandDims(grown, { axis: at }), g)
  return record('squeeze', out, [x], [restore])
}
