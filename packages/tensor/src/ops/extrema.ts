import { number, optional, options } from '@handwritten/checks'
import { record } from '../autograd/tape/graph'
import type { BinaryOp } from '../backend/backend'
import { checkCall, checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { PromotedIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import type { ShapeIn } from '../types/shapes'
import { multiply } from './arithmetic'
import { equal, greater, greaterEqual, less, lessEqual } from './comparison'
import { binary } from './elementwise'
import { operandCheck, promoted, toTensor } from './operand'
import { sumTo } from './sum-to'
import { where } from './where'

/**
 * The larger of both; NaN if either is. The gradient goes to the larger, half to each of equals, and all of it
 * to both where one is NaN.
 */
export function maximum<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'maximum', A, B>,
): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
export function maximum(a: Operand, b: Operand): Tensor {
  checkCount('maximum', arguments.length, 2)
  return extreme('maximum', a, b, less)
}

/**
 * The smaller of both; NaN if either is. The gradient goes to the smaller, half to each of equals, and all of
 * it to both where one is NaN.
 */
export function minimum<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'minimum', A, B>,
): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
export function minimum(a: Operand, b: Operand): Tensor {
  checkCount('minimum', arguments.length, 2)
  return extreme('minimum', a, b, greater)
}

function extreme(
  op: BinaryOp,
  a: Operand,
  b: Operand,
  loses: (a: Operand, b: Operand) => Tensor,
): Tensor {
  const [x, y] = promoted(op, a, b)
  const share = (g: Tensor, mine: Tensor, other: Tensor) => {
    const part = where(loses(mine, other), 0, where(equal(mine, other), 0.5, 1))
    return sumTo(multiply(g, part), mine.shape)
  }
  const out = binary(op, x, y, x.dtype)
  return record(op, out, [x, y], [(g) => share(g, x, y), (g) => share(g, y, x)])
}

export interface ClipOptions {
  /** Default none. */
  min?: number
  /** Default none; it wins where it is below `min`. */
  max?: number
}

const clipArguments = {
  x: operandCheck,
  options: optional(options<ClipOptions>({ min: number, max: number })),
}

/** x, or the bound that it passes. The gradient goes through between the bounds, and at them. */
export function clip<X extends Operand>(
  x: X,
  options?: ClipOptions,
): Tensor<PromotedIn<X, number>, ShapeIn<X>>
export function clip(x: Operand, options: ClipOptions = {}): Tensor {
  checkCall('clip', arguments, clipArguments)
  const { min, max } = options
  const input = toTensor('clip', x)
  const raised = min === undefined ? input : bounded('maximum', input, min, greaterEqual)
  return max === undefined ? raised : bounded('minimum', raised, max, lessEqual)
}

function bounded(
  op: BinaryOp,
  x: Tensor,
  bound: number,
  within: (x: Operand, bound: Operand) => Tensor,
): Tensor {
  const [input, limit] = promoted('clip', x, bound)
  const out = binary(op, input, limit, input.dtype)
  return record('clip', out, [input], [(g) => where(within(input, limit), g, 0)])
}
