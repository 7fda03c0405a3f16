import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { FloatIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { add, divide, multiply, subtract } from './arithmetic'
import { realFunction } from './elementwise'
import { rsqrt, square } from './power'

/** (e^x - e^-x) / 2. The derivative is cosh(x). */
export function sinh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function sinh(x: Operand): Tensor {
  checkCount('sinh', arguments.length, 1)
  return realFunction('sinh', x, (g, v) => multiply(g, cosh(v)))
}

/** (e^x + e^-x) / 2. The derivative is sinh(x). */
export function cosh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function cosh(x: Operand): Tensor {
  checkCount('cosh', arguments.length, 1)
  return realFunction('cosh', x, (g, v) => multiply(g, sinh(v)))
}

/** sinh(x) / cosh(x). With y = tanh(x): dy/dx = 1 - y^2. */
export function tanh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function tanh(x: Operand): Tensor {
  checkCount('tanh', arguments.length, 1)
  return realFunction('tanh', x, (g, _, y) => multiply(g, subtract(1, square(y))))
}

/** The inverse of sinh. The derivative is 1 / sqrt(x^2 + 1). */
export function asinh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function asinh(x: Operand): Tensor {
  checkCount('asinh', arguments.length, 1)
  return realFunction('asinh', x, (g, v) => multiply(g, rsqrt(add(square(v), 1))))
}

/** The inverse of cosh, from 0 up; NaN below 1. The derivative is 1 / sqrt(x^2 - 1). */
export function acosh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function acosh(x: Operand): Tensor {
  checkCount('acosh', arguments.length, 1)
  return realFunction('acosh', x, (g, v) => multiply(g, rsqrt(subtract(square(v), 1))))
}

/** The inverse of tanh; NaN outside of [-1, 1]. The derivative is 1 / (1 - x^2). */
export function atanh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function atanh(x: Operand): Tensor {
  checkCount('atanh', arguments.length, 1)
  return realFunction('atanh', x, (g, v) => divide(g, subtract(1, square(v))))
}
