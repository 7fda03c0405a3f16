import { record } from '../autograd/graph'
import type { Tensor } from '../tensor'
import type { FloatIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { multiply, subtract } from './arithmetic'
import { unary } from './elementwise'
import { asFloat, type Operand, toTensor } from './operand'

/** 1 / (1 + e^-x), without overflow. With y = sigmoid(x): dy/dx = y (1 - y). */
export function sigmoid<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function sigmoid(x: Operand): Tensor {
  const input = asFloat(toTensor('sigmoid', x))
  const out = unary('sigmoid', input)
  const rule = (g: Tensor) => multiply(g, multiply(out, subtract(1, out)))
  return record('sigmoid', out, [input], [rule])
}

/** log(1 + e^x), without overflow. The derivative is sigmoid(x). */
export function softplus<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function softplus(x: Operand): Tensor {
  const input = asFloat(toTensor('softplus', x))
  const rule = (g: Tensor) => multiply(g, sigmoid(input))
  return record('softplus', unary('softplus', input), [input], [rule])
}
