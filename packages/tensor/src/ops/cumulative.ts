import { optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { axisCheck, tensorCheck } from '../core/checks'
import { empty } from '../core/empty'
import { normalizeAxis } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { cumulativeKernel } from '../kernels/sort'
import type { Running } from '../types/axes'
import type { WideIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { flip } from './flip'
import { asWide } from './operand'
import { reshape } from './reshape'

export interface CumulativeOptions<A extends number | undefined = number | undefined> {
  /** The axis to run along; by default the row-major elements as one line. */
  axis?: A
}

const cumulativeArguments = {
  x: tensorCheck,
  options: optional(options<CumulativeOptions>({ axis: axisCheck })),
}

/**
 * y_i = x_0 + ... + x_i along an axis; integers and bool in int32. x_j is part of every y_i with
 * i >= j, so dL/dx_j = sum_(i >= j) dL/dy_i: the running sum from the other end.
 */
export function cumulativeSum<X extends Tensor, const A extends number | undefined = undefined>(
  x: X,
  options?: CumulativeOptions<A>,
): Tensor<WideIn<X>, Running<ShapeIn<X>, A>>
export function cumulativeSum(x: Tensor, options: CumulativeOptions = {}): Tensor {
  checkCall('cumulativeSum', arguments, cumulativeArguments)
  const { axis } = options
  if (axis === undefined) return cumulativeSum(reshape(x, [x.size]), { axis: 0 })
  const along = normalizeAxis('cumulativeSum', axis, x.ndim)
  const input = asWide(x)
  const out: Tensor = empty(input.shape, input.dtype)
  run(cumulativeKernel, 'sum', input, along, out)
  const turned = (g: Tensor) => flip(g, { axis: along })
  const rule = (g: Tensor) => turned(cumulativeSum(turned(g), { axis: along }))
  return record('cumulativeSum', out, [input], [rule])
}
