import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { unaryTest } from './elementwise'
import { toTensor } from './operand'

/** Whether x is not a number. */
export function isnan<X extends Operand>(x: X): Tensor<'bool', ShapeIn<X>>
export function isnan(x: Operand): Tensor<'bool'> {
  checkCount('isnan', arguments.length, 1)
  return unaryTest('isnan', toTensor('isnan', x))
}

/** Whether x is neither infinite nor NaN. */
export function isfinite<X extends Operand>(x: X): Tensor<'bool', ShapeIn<X>>
export function isfinite(x: Operand): Tensor<'bool'> {
  checkCount('isfinite', arguments.length, 1)
  return unaryTest('isfinite', toTensor('isfinite', x))
}

/** Whether x is Infinity or -Infinity. */
export function isinf<X extends Operand>(x: X): Tensor<'bool', ShapeIn<X>>
export function isinf(x: Operand): Tensor<'bool'> {
  checkCount('isinf', arguments.length, 1)
  return unaryTest('isinf', toTensor('isinf', x))
}
