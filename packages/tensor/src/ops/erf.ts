import { record } from '../autograd/graph'
import type { Tensor } from '../tensor'
import type { FloatIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { multiply, negative } from './arithmetic'
import { unary } from './elementwise'
import { exp } from './exponential'
import { asFloat, type Operand, toTensor } from './operand'
import { square } from './power'

/** The error function. The derivative is 2 / sqrt(pi) e^(-x^2), by its definition as an integral. */
export function erf<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function erf(x: Operand): Tensor {
  const input = asFloat(toTensor('erf', x))
  const rule = (g: Tensor) =>
    multiply(g, multiply(2 / Math.sqrt(Math.PI), exp(negative(square(input)))))
  return record('erf', unary('erf', input), [input], [rule])
}
