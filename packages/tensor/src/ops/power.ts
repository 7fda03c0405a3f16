import { record } from '../autograd/tape/graph'
import { checkCount } from '../core/check-call'
import { isFloat } from '../core/dtype'
import type { Tensor } from '../core/tensor'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { DTypeIn, FloatIn, NumberOf, PromotedIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { divide, multiply, negative, subtract } from './arithmetic'
import { equal, greaterEqual } from './comparison'
import { binary, realFunction, unary } from './elementwise'
import { log } from './exponential'
import { logicalAnd } from './logical'
import { asNumber, promoted, toTensor } from './operand'
import { sumTo } from './sum-to'
import { where } from './where'

/** x^2. The derivative is 2 x. */
export function square<X extends Operand>(x: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function square(x: Operand): Tensor {
  checkCount('square', arguments.length, 1)
  const input = toTensor('square', x)
  if (!isFloat(input.dtype)) return multiply(input, input)
  const rule = (g: Tensor) => multiply(g, multiply(2, input))
  return record('square', unary('square', input), [input], [rule])
}

/** The square root; NaN below 0. With y = sqrt(x): dy/dx = 1 / (2 y). */
export function sqrt<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function sqrt(x: Operand): Tensor {
  checkCount('sqrt', arguments.length, 1)
  return realFunction('sqrt', x, (g, _, y) => divide(g, multiply(2, y)))
}

/** 1 / sqrt(x). With y = x^(-1/2): dy/dx = -y / (2 x). */
export function rsqrt<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function rsqrt(x: Operand): Tensor {
  checkCount('rsqrt', arguments.length, 1)
  return realFunction('rsqrt', x, (g, v, y) => negative(divide(multiply(g, y), multiply(2, v))))
}

/** 1 / x. With y = 1 / x: dy/dx = -y^2. */
export function reciprocal<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function reciprocal(x: Operand): Tensor {
  checkCount('reciprocal', arguments.length, 1)
  return realFunction('reciprocal', x, (g, _, y) => negative(multiply(g, square(y))))
}

/**
 * a^b. With y = a^b: dy/da = b a^(b-1), which is 0 for b = 0, and dy/db = y log(a), taken as 0
 * for a = 0 and b >= 0.
 */
export function pow<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'pow', A, B>,
): Tensor<NumberOf<PromotedIn<A, B>>, BroadcastIn<A, B>>
export function pow(a: Operand, b: Operand): Tensor {
  checkCount('pow', arguments.length, 2)
  const [x, y] = promoted('pow', a, b).map(asNumber)
  const out = binary('pow', x, y, x.dtype)
  return record(
    'pow',
    out,
    [x, y],
    [
      (g) => {
        // Where b = 0 the power is replaced by 1, so that 0 times an infinite power cannot give NaN.
        const flat = equal(y, 0)
        const power = pow(where(flat, 1, x), where(flat, 1, subtract(y, 1)))
        return sumTo(multiply(g, multiply(y, power)), x.shape)
      },
      (g) => {
        const flat = logicalAnd(equal(x, 0), greaterEqual(y, 0))
        return sumTo(multiply(g, multiply(out, log(where(flat, 1, x)))), y.shape)
      },
    ],
  )
}
