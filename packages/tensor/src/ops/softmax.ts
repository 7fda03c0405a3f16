import { optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCall } from '../core/check-call'
import { axisCheck, tensorCheck } from '../core/checks'
import { emptyLike } from '../core/empty'
import { AxisError } from '../core/errors'
import { normalizeAxis } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { logSoftmaxKernel, softmaxKernel } from '../kernels/reduce'
import type { FloatIn } from '../types/dtypes'
import type { ShapeIn } from '../types/shapes'
import { multiply, subtract } from './arithmetic'
import { exp } from './exponential'
import { asFloat } from './operand'
import { sum } from './sum'

export interface AxisOptions {
  /** The axis to work along. Default -1, the last. */
  axis?: number
}

function softmaxAxis(operation: string, x: Tensor, axis: number): number {
  if (x.ndim === 0) throw new AxisError(`${operation}: a 0-d array has no axis to work along`)
  return normalizeAxis(operation, axis, x.ndim)
}

const softmaxArguments = {
  x: tensorCheck,
  options: optional(options<AxisOptions>({ axis: axisCheck })),
}

/**
 * y_i = exp(x_i) / sum_j exp(x_j) along an axis, with the maximum subtracted first, so that nothing
 * overflows. dy_i/dx_j = y_i (delta_ij - y_j), hence dL/dx = y (g - sum_j g_j y_j).
 */
export function softmax<X extends Tensor>(
  x: X,
  options?: AxisOptions,
): Tensor<FloatIn<X>, ShapeIn<X>>
export function softmax(x: Tensor, options: AxisOptions = {}): Tensor {
  checkCall('softmax', arguments, softmaxArguments)
  const { axis = -1 } = options
  const input = asFloat(x)
  const along = softmaxAxis('softmax', input, axis)
  const out = emptyLike(input)
  run(softmaxKernel, input, along, out)
  const rule = (g: Tensor) =>
    multiply(out, subtract(g, sum(multiply(g, out), { axis: along, keepdims: true })))
  return record('softmax', out, [input], [rule])
}

/**
 * y_i = x_i - log(sum_j exp(x_j)) along an axis, computed from the maximum.
 * dy_i/dx_j = delta_ij - exp(y_j), hence dL/dx = g - exp(y) sum_j g_j.
 */
export function logSoftmax<X extends Tensor>(
  x: X,
  options?: AxisOptions,
): Tensor<FloatIn<X>, ShapeIn<X>>
export function logSoftmax(x: Tensor, options: AxisOptions = {}): Tensor {
  checkCall('logSoftmax', arguments, softmaxArguments)
  const { axis = -1 } = options
  const input = asFloat(x)
  const along = softmaxAxis('logSoftmax', input, axis)
  const out = emptyLike(input)
  run(logSoftmaxKernel, input, along, out)
  const rule = (g: Tensor) =>
    subtract(g, multiply(exp(out), sum(g, { axis: along, keepdims: true })))
  return record('logSoftmax', out, [input], [rule])
}
