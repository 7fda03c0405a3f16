import { record } from '../autograd/graph'
import type { Tensor } from '../tensor'
import type { FloatIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { add, divide, multiply } from './arithmetic'
import { unary } from './elementwise'
import { asFloat, type Operand, toTensor } from './operand'

/** e^x; its own derivative. */
export function exp<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function exp(x: Operand): Tensor {
  const input = asFloat(toTensor('exp', x))
  const out = unary('exp', input)
  return record('exp', out, [input], [(g) => multiply(g, out)])
}

/** e^x - 1, accurate near 0. The derivative is e^x = y + 1. */
export function expm1<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function expm1(x: Operand): Tensor {
  const input = asFloat(toTensor('expm1', x))
  const out = unary('expm1', input)
  return record('expm1', out, [input], [(g) => multiply(g, add(out, 1))])
}

/** The natural logarithm; -Infinity at 0 and NaN below. The derivative is 1 / x. */
export function log<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log(x: Operand): Tensor {
  const input = asFloat(toTensor('log', x))
  return record('log', unary('log', input), [input], [(g) => divide(g, input)])
}

/** log(1 + x), accurate near 0. The derivative is 1 / (1 + x). */
export function log1p<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log1p(x: Operand): Tensor {
  const input = asFloat(toTensor('log1p', x))
  return record('log1p', unary('log1p', input), [input], [(g) => divide(g, add(input, 1))])
}

/** The logarithm to base 2. The derivative is 1 / (x ln 2). */
export function log2<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log2(x: Operand): Tensor {
  const input = asFloat(toTensor('log2', x))
  const rule = (g: Tensor) => divide(g, multiply(input, Math.LN2))
  return record('log2', unary('log2', input), [input], [rule])
}

/** The logarithm to base 10. The derivative is 1 / (x ln 10). */
export function log10<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function log10(x: Operand): Tensor {
  const input = asFloat(toTensor('log10', x))
  const rule = (g: Tensor) => divide(g, multiply(input, Math.LN10))
  return record('log10', unary('log10', input), [input], [rule])
}
