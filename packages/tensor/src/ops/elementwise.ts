import { record } from '../autograd/tape/graph'
import type { BinaryOp, UnaryOp } from '../backend/backend'
import { run } from '../backend/executor'
import type { DType } from '../core/dtype'
import { empty, emptyLike } from '../core/empty'
import { broadcastShapes, sameShape } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { binaryKernel, unaryKernel } from '../kernels/elementwise'
import type { Operand } from '../types/options'
import { broadcastView } from './broadcast-to'
import { asFloat, toTensor } from './operand'

/** Runs a unary kernel into new memory of the input's dtype and layout. Nothing is recorded. */
export function unary<D extends DType>(op: UnaryOp, x: Tensor<D>): Tensor<D> {
  const out = emptyLike(x)
  run(unaryKernel, op, x, out)
  return out
}

/**
 * A real-valued function of each element, in floats, and its gradient: `rule` makes dL/dx of dL/dy, the
 * input and the result.
 */
export function realFunction(
  op: UnaryOp,
  x: Operand,
  rule: (gradient: Tensor, input: Tensor, output: Tensor) => Tensor,
): Tensor {
  const input = asFloat(toTensor(op, x))
  const out = unary(op, input)
  return record(op, out, [input], [(g) => rule(g, input, out)])
}

/** Runs a unary kernel that answers yes or no. */
export function unaryTest(op: UnaryOp, x: Tensor): Tensor<'bool'> {
  const out = emptyLike(x, 'bool')
  run(unaryKernel, op, x, out)
  return out
}

/**
 * Runs a binary kernel on inputs of one dtype, stretched to their common shape, into new memory of
 * `dtype`, laid out like the first input that has that shape. Nothing is recorded.
 */
export function binary<D extends DType>(op: BinaryOp, a: Tensor, b: Tensor, dtype: D): Tensor<D> {
  const shape = broadcastShapes(op, a.shape, b.shape)
  const like = [a, b].find((input) => sameShape(input.shape, shape))
  const out = like === undefined ? empty(shape, dtype) : emptyLike(like, dtype)
  run(binaryKernel, op, broadcastView(a, shape), broadcastView(b, shape), out)
  return out
}
