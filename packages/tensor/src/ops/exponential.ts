import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { FloatIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { add, divide, multiply } from './arithmetic'
import { realFunction } from './elementwise'

/** e^x; its own derivative. */
export function exp<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function exp(x: Operand): Tensor {
  checkCount('exp', arguments.length, 1)
  return realFunction('exp', x, (g, _, y) => multiply(g, y))
}

/** e^x - 1, accurate near 0. The derivative is e^x = y + 1. */
export function expm1<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function expm1(x: Operand): Tensor {
  checkCount('expm1', arguments.length, 1)
  return realFunction('expm1', x, (g, _, y) => multiply(g, add(y, 1)))
}

/** The natural logarithm; -Infinity at 0 and NaN below. The derivative is 1 / x. */
export function log<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log(x: Operand): Tensor {
  checkCount('log', arguments.length, 1)
  return realFunction('log', x, (g, v) => divide(g, v))
}

/** log(1 + x), accurate near 0. The derivative is 1 / (1 + x). */
export function log1p<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log1p(x: Operand): Tensor {
  checkCount('log1p', arguments.length, 1)
  return realFunction('log1p', x, (g, v) => divide(g, add(v, 1)))
}

/** The logarithm to base 2. The derivative is 1 / (x ln 2). */
export function log2<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log2(x: Operand): Tensor {
  checkCount('log2', arguments.length, 1)
  return realFunction('log2', x, (g, v) => divide(g, multiply(v, Math.LN2)))
}

/** The logarithm to base 10. The derivative is 1 / (x ln 10). */
export function log10<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log10(x: Operand): Tensor {
  checkCount('log10', arguments.length, 1)
  return realFunction('log10', x, (g, v) => divide(g, multiply(v, Math.LN10)))
}
