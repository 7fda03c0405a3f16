import { record } from '../autograd/graph'
import type { Tensor } from '../tensor'
import type { FloatIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { add, divide, multiply, subtract } from './arithmetic'
import { unary } from './elementwise'
import { asFloat, type Operand, toTensor } from './operand'
import { rsqrt, square } from './power'

/** (e^x - e^-x) / 2. The derivative is cosh(x). */
export function sinh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function sinh(x: Operand): Tensor {
  const input = asFloat(toTensor('sinh', x))
  return record('sinh', unary('sinh', input), [input], [(g) => multiply(g, cosh(input))])
}

/** (e^x + e^-x) / 2. The derivative is sinh(x). */
export function cosh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function cosh(x: Operand): Tensor {
  const input = asFloat(toTensor('cosh', x))
  return record('cosh', unary('cosh', input), [input], [(g) => multiply(g, sinh(input))])
}

/** sinh(x) / cosh(x). With y = tanh(x): dy/dx = 1 - y^2. */
export function tanh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function tanh(x: Operand): Tensor {
  const input = asFloat(toTensor('tanh', x))
  const out = unary('tanh', input)
  return record('tanh', out, [input], [(g) => multiply(g, subtract(1, square(out)))])
}

/** The inverse of sinh. The derivative is 1 / sqrt(x^2 + 1). */
export function asinh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function asinh(x: Operand): Tensor {
  const input = asFloat(toTensor('asinh', x))
  const rule = (g: Tensor) => multiply(g, rsqrt(add(square(input), 1)))
  return record('asinh', unary('asinh', input), [input], [rule])
}

/** The inverse of cosh, from 0 up; NaN below 1. The derivative is 1 / sqrt(x^2 - 1). */
export function acosh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function acosh(x: Operand): Tensor {
  const input = asFloat(toTensor('acosh', x))
  const rule = (g: Tensor) => multiply(g, rsqrt(subtract(square(input), 1)))
  return record('acosh', unary('acosh', input), [input], [rule])
}

/** The inverse of tanh; NaN outside of [-1, 1]. The derivative is 1 / (1 - x^2). */
export function atanh<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function atanh(x: Operand): Tensor {
  const input = asFloat(toTensor('atanh', x))
  const rule = (g: Tensor) => divide(g, subtract(1, square(input)))
  return record('atanh', unary('atanh', input), [input], [rule])
}
