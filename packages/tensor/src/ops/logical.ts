import type { BinaryOp } from '../backend/backend'
import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { binary, unaryTest } from './elementwise'
import { promoted, toTensor } from './operand'

function combine(op: BinaryOp, a: Operand, b: Operand): Tensor<'bool'> {
  const [x, y] = promoted(op, a, b)
  return binary(op, x, y, 'bool')
}

/** Whether both are true; a number counts as true unless it is 0. */
export function logicalAnd<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'logicalAnd', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function logicalAnd(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('logicalAnd', arguments.length, 2)
  return combine('logicalAnd', a, b)
}

/** Whether at least one is true. */
export function logicalOr<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'logicalOr', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function logicalOr(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('logicalOr', arguments.length, 2)
  return combine('logicalOr', a, b)
}

/** Whether exactly one is true. */
export function logicalXor<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'logicalXor', A, B>,
): Tensor<'bool', BroadcastIn<A, B>>
export function logicalXor(a: Operand, b: Operand): Tensor<'bool'> {
  checkCount('logicalXor', arguments.length, 2)
  return combine('logicalXor', a, b)
}

/** Whether x is false, or 0. */
export function logicalNot<X extends Operand>(x: X): Tensor<'bool', ShapeIn<X>>
export function logicalNot(x: Operand): Tensor<'bool'> {
  checkCount('logicalNot', arguments.length, 1)
  return unaryTest('logicalNot', toTensor('logicalNot', x))
}
