import type { BinaryOp } from '../backend/backend'
import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { Operand } from '../types/options'
import { binary } from './elementwise'
import { promoted } from './operand'

function compare(op: BinaryOp, a: Operand, b: Operand): Tensor<'bool'> {
  const [x, y] = promoted(op, a, b)
  return binary(op, x, y, 'bool')
}

/** Whether a = b, element by element; NaN equals nothing. */
export function equal<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'equal', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function equal(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('equal', arguments.length, 2)
  return compare('equal', a, b)
}

/** Whether a and b differ; true for NaN. */
export function notEqual<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'notEqual', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function notEqual(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('notEqual', arguments.length, 2)
  return compare('notEqual', a, b)
}

/** Whether a < b. */
export function less<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'less', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function less(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('less', arguments.length, 2)
  return compare('less', a, b)
}

/** Whether a <= b. */
export function lessEqual<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'lessEqual', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function lessEqual(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('lessEqual', arguments.length, 2)
  return compare('lessEqual', a, b)
}

/** Whether a > b. */
export function greater<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'greater', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function greater(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('greater', arguments.length, 2)
  return compare('greater', a, b)
}

/** Whether a >= b. */
export function greaterEqual<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'greaterEqual', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function greaterEqual(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('greaterEqual', arguments.length, 2)
  return compare('greaterEqual', a, b)
}
