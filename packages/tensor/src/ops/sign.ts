import { record } from '../autograd/tape/graph'
import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import { zerosLike } from '../creation/creation'
import type { DTypeIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { multiply } from './arithmetic'
import { unary } from './elementwise'
import { toTensor } from './operand'

/** |x|. The derivative is the sign of x, taken as 0 at 0. */
export function abs<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function abs(x: Operand): Tensor {
  checkCount('abs', arguments.length, 1)
  const input = toTensor('abs', x)
  return record('abs', unary('abs', input), [input], [(g) => multiply(g, sign(input))])
}

/** -1, 0 or 1, and NaN for NaN. The derivative is 0. */
export function sign<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function sign(x: Operand): Tensor {
  checkCount('sign', arguments.length, 1)
  const input = toTensor('sign', x)
  return record('sign', unary('sign', input), [input], [zerosLike])
}
