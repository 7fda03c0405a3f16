import { count, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { isFloat } from '../core/dtype'
import { DTypeError, ShapeError, ValueError } from '../core/errors'
import { formatShape, isCount, sameShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { ones, zeros } from '../creation/creation'
import { max } from './max-min'
import { asNumber, asWide } from './operand'
import { scatterLabels } from './scatter-labels'
import { take } from './take'

export interface BincountOptions {
  /** What each element counts for: [n] numbers; by default 1, in int32. */
  weights?: Tensor
  /**
   * The number of bins. Without it there are enough for the largest element, which depends on the
   * values, so that it cannot be part of a captured program.
   */
  bins?: number
}

const bincountArguments = {
  x: tensorCheck,
  options: optional(options<BincountOptions>({ weights: tensorCheck, bins: count })),
}

/**
 * How often each of 0, 1, ... occurs in integers [n], or the sum of their weights. A weight is part of one bin
 * alone: dL/dweight_i = dL/dy at x_i.
 * @throws IndexError when an element is negative, or not below `bins`.
 */
export function bincount(x: Tensor, options: BincountOptions = {}): Tensor {
  checkCall('bincount', arguments, bincountArguments)
  const { weights, bins } = options
  if (x.ndim !== 1 || isFloat(x.dtype)) {
    const found = `${x.dtype} ${formatShape(x.shape)}`
    const message = `bincount: expected integers [n], found ${found}`
    throw x.ndim === 1 ? new DTypeError(message) : new ShapeError(message)
  }
  if (weights !== undefined && !sameShape(weights.shape, x.shape)) {
    throw new ShapeError(
      `bincount: expected weights ${formatShape(x.shape)}, found ${formatShape(weights.shape)}`,
    )
  }
  if (bins !== undefined && !isCount(bins)) {
    throw new ValueError(`bincount: expected a whole number of bins from 0, found ${bins}`)
  }
  const places = asWide(x)
  const counted = weights === undefined ? ones(x.shape, { dtype: 'int32' }) : asNumber(weights)
  const count = bins ?? (x.size === 0 ? 0 : Math.max(0, max(places).item() + 1))
  const out = zeros([count], { dtype: counted.dtype })
  scatterLabels('bincount', counted, places, 0, out)
  return record('bincount', out, [counted], [(g) => take(g, places)])
}
