import { record } from '../autograd/tape/graph'
import { checkCount } from '../core/check-call'
import { DTypeError } from '../core/errors'
import type { Tensor } from '../core/tensor'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { DTypeIn, FloatOf, PromotedIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { binary, unary } from './elementwise'
import { asFloat, promoted, toTensor } from './operand'
import { sumTo } from './sum-to'

/** a + b; for bool, whether either is true. Both derivatives are 1. */
export function add<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'add', A, B>,
): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
export function add(a: Operand, b: Operand): Tensor {
  checkCount('add', arguments.length, 2)
  const [x, y] = promoted('add', a, b)
  const out = binary(x.dtype === 'bool' ? 'logicalOr' : 'add', x, y, x.dtype)
  return record('add', out, [x, y], [(g) => sumTo(g, x.shape), (g) => sumTo(g, y.shape)])
}

/** a - b. The derivatives are 1 and -1. */
export function subtract<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'subtract', A, B>,
): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
export function subtract(a: Operand, b: Operand): Tensor {
  checkCount('subtract', arguments.length, 2)
  const [x, y] = promoted('subtract', a, b)
  refuseBool('subtract', x, 'logicalXor')
  const out = binary('subtract', x, y, x.dtype)
  return record(
    'subtract',
    out,
    [x, y],
    [(g) => sumTo(g, x.shape), (g) => sumTo(negative(g), y.shape)],
  )
}

/** a * b; for bool, whether both are true. The derivatives are b and a. */
export function multiply<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'multiply', A, B>,
): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
export function multiply(a: Operand, b: Operand): Tensor {
  checkCount('multiply', arguments.length, 2)
  const [x, y] = promoted('multiply', a, b)
  const out = binary(x.dtype === 'bool' ? 'logicalAnd' : 'multiply', x, y, x.dtype)
  return record(
    'multiply',
    out,
    [x, y],
    [(g) => sumTo(multiply(g, y), x.shape), (g) => sumTo(multiply(g, x), y.shape)],
  )
}

/** a / b; integers are divided as float64. With y = a / b: dy/da = 1 / b, dy/db = -y / b. */
export function divide<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'divide', A, B>,
): Tensor<FloatOf<PromotedIn<A, B>>, BroadcastIn<A, B>>
export function divide(a: Operand, b: Operand): Tensor {
  checkCount('divide', arguments.length, 2)
  const [x, y] = promoted('divide', a, b).map(asFloat)
  const out: Tensor = binary('divide', x, y, x.dtype)
  return record(
    'divide',
    out,
    [x, y],
    [
      (g) => sumTo(divide(g, y), x.shape),
      (g) => sumTo(negative(multiply(g, divide(out, y))), y.shape),
    ],
  )
}

/** -x. The derivative is -1. */
export function negative<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function negative(x: Operand): Tensor {
  checkCount('negative', arguments.length, 1)
  const input = toTensor('negative', x)
  refuseBool('negative', input, 'logicalNot')
  return record('negative', unary('negative', input), [input], [(g) => negative(g)])
}

function refuseBool(operation: string, x: Tensor, instead: string): void {
  if (x.dtype !== 'bool') return
  throw new DTypeError(`${operation}: not for bool; use ${instead}, or convert with astype`)
}
