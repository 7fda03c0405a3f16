import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { FloatIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { multiply, subtract } from './arithmetic'
import { realFunction } from './elementwise'

/** 1 / (1 + e^-x), without overflow. With y = sigmoid(x): dy/dx = y (1 - y). */
export function sigmoid<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function sigmoid(x: Operand): Tensor {
  checkCount('sigmoid', arguments.length, 1)
  return realFunction('sigmoid', x, (g, _, y) => multiply(g, multiply(y, subtract(1, y))))
}

/** log(1 + e^x), without overflow. The derivative is sigmoid(x). */
export function softplus<X extends Operand>(x: X): Tensor<FloatIn<X>, ShapeIn<X>>
export function softplus(x: Operand): Tensor {
  checkCount('softplus', arguments.length, 1)
  return realFunction('softplus', x, (g, v) => multiply(g, sigmoid(v)))
}
