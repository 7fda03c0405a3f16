import { record } from '../autograd/tape/graph'
import type { UnaryOp } from '../backend/backend'
import { checkCount } from '../core/check-call'
import { isFloat } from '../core/dtype'
import type { Tensor } from '../core/tensor'
import { zerosLike } from '../creation/creation'
import type { DTypeIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { unary } from './elementwise'
import { toTensor } from './operand'

/** Steps are flat between their edges: the derivative is 0. Whole numbers stay what they are. */
function step(op: UnaryOp, x: Operand): Tensor {
  const input = toTensor(op, x)
  return isFloat(input.dtype) ? record(op, unary(op, input), [input], [zerosLike]) : input
}

/** The largest whole number not above x. */
export function floor<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function floor(x: Operand): Tensor {
  checkCount('floor', arguments.length, 1)
  return step('floor', x)
}

/** The smallest whole number not below x. */
export function ceil<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function ceil(x: Operand): Tensor {
  checkCount('ceil', arguments.length, 1)
  return step('ceil', x)
}

/** The nearest whole number; halves go to the even one. */
export function round<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function round(x: Operand): Tensor {
  checkCount('round', arguments.length, 1)
  return step('round', x)
}

/** x without its fraction. */
export function trunc<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function trunc(x: Operand): Tensor {
  checkCount('trunc', arguments.length, 1)
  return step('trunc', x)
}
