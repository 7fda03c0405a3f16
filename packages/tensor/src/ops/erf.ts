import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { FloatIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { multiply, negative } from './arithmetic'
import { realFunction } from './elementwise'
import { exp } from './exponential'
import { square } from './power'

/** The error function. The derivative is 2 / sqrt(pi) e^(-x^2), by its definition as an integral. */
export function erf<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function erf(x: Operand): Tensor {
  checkCount('erf', arguments.length, 1)
  return realFunction('erf', x, (g, v) =>
    multiply(g, multiply(2 / Math.sqrt(Math.PI), exp(negative(square(v))))),
  )
}
