import { count, optional, options } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { dtypeCheck, tensorCheck } from '../core/checks'
import type { DType } from '../core/dtype'
import { isFloat } from '../core/dtype'
import { DTypeError, ValueError } from '../core/errors'
import { isCount } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { ones, zeros } from '../creation/creation'
import type { Dims, ShapeIn } from '../types/shapes'
import { expandDims } from './expand-dims'
import { asWide } from './operand'
import { scatterLabels } from './scatter-labels'

export interface OneHotOptions<D extends DType> {
  /** Default `'float32'`. */
  dtype?: D
}

const oneHotArguments = {
  labels: tensorCheck,
  depth: count,
  options: optional(options<OneHotOptions<DType>>({ dtype: dtypeCheck })),
}

/**
 * labels [...] -> [..., depth], 1 at the label and 0 elsewhere.
 * @throws IndexError when a label is not in 0 to depth - 1.
 */
export function oneHot<X extends Tensor, const N extends number, D extends DType = 'float32'>(
  labels: X,
  depth: N,
  options?: OneHotOptions<D>,
): Tensor<D, Dims<readonly [...ShapeIn<X>, N]>>
export function oneHot(labels: Tensor, depth: number, options: OneHotOptions<DType> = {}): Tensor {
  checkCall('oneHot', arguments, oneHotArguments)
  const { dtype = 'float32' } = options
  if (isFloat(labels.dtype)) {
    throw new DTypeError(`oneHot: expected integer labels, found ${labels.dtype}`)
  }
  if (!isCount(depth)) {
    throw new ValueError(`oneHot: expected a whole depth from 0, found ${depth}`)
  }
  const positions = expandDims(asWide(labels), { axis: -1 })
  const out = zeros([...labels.shape, depth], { dtype })
  scatterLabels('oneHot', ones(positions.shape, { dtype }), positions, labels.ndim, out)
  return out
}
