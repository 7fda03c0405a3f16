import { listOf, number, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { pairCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { ShapeError } from '../core/errors'
import { formatShape, isCount } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { full } from '../creation/creation'
import { copyKernel } from '../kernels/copy-fill'
import type { AnySizes } from '../types/axes'
import type { DTypeIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { slice } from './slice'

/** How many elements to add before and after each axis. */
export type PadWidth = readonly (readonly [before: number, after: number])[]

export interface PadOptions {
  /** What to add. Default 0. */
  value?: number
}

const padArguments = {
  x: tensorCheck,
  width: listOf(pairCheck),
  options: optional(options<PadOptions>({ value: number })),
}

/** `x` with a border of constant elements. The border takes no part in dL/dx, which is cut out. */
export function pad<X extends Tensor>(
  x: X,
  width: PadWidth,
  options?: PadOptions,
): Tensor<DTypeIn<X>, AnySizes<ShapeIn<X>>>
export function pad<D extends DType>(
  x: Tensor<D>,
  width: PadWidth,
  options: PadOptions = {},
): Tensor<D> {
  checkCall('pad', arguments, padArguments)
  const { value = 0 } = options
  const whole = width.flat().every(isCount)
  if (width.length !== x.ndim || !whole) {
    throw new ShapeError(
      `pad: expected [before, after] from 0 for each axis of ${formatShape(x.shape)}, found [${width.map(formatShape).join(', ')}]`,
    )
  }
  const shape = x.shape.map((length, axis) => width[axis][0] + length + width[axis][1])
  const out = full(shape, value, { dtype: x.dtype })
  const inside = width.map(([before], axis) => [before, before + x.shape[axis]] as const)
  run(copyKernel, x, slice(out, inside))
  return record('pad', out, [x], [(g) => slice(g, inside)])
}
