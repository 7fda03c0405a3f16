import { record } from '../autograd/tape/graph'
import type { DType } from '../core/dtype'
import { ShapeError } from '../core/errors'
import { type Axes, formatShape, normalizeAxes, normalizeAxis } from '../core/shape'
import { Tensor } from '../core/tensor'
import type { SqueezedAt, WithNewAxis } from '../types/axes'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'

/** A view with a new axis of size 1 at position `axis` of the result (default 0). */
export function expandDims<X extends Tensor, const A extends number = 0>(
  x: X,
  options?: { axis?: A },
): Tensor<DTypeIn<X>, WithNewAxis<ShapeIn<X>, A, 1>>
export function expandDims<D extends DType>(
  x: Tensor<D>,
  { axis = 0 }: { axis?: number } = {},
): Tensor<D> {
  const at = normalizeAxis('expandDims', axis, x.ndim + 1)
  const out = new Tensor(
    x.storage,
    x.shape.toSpliced(at, 0, 1),
    x.strides.toSpliced(at, 0, 0),
    x.offset,
  )
  return record('expandDims', out, [x], [(g) => squeeze(g, { axis: at })])
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
  { axis }: { axis?: Axes | undefined } = {},
): Tensor<D> {
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
