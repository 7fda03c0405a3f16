import { record } from '../autograd/tape/graph'
import { checkCount } from '../core/check-call'
import type { Tensor } from '../core/tensor'
import { zerosLike } from '../creation/creation'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { NumberOf, PromotedIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import { multiply, negative } from './arithmetic'
import { binary } from './elementwise'
import { asNumber, promoted } from './operand'
import { sumTo } from './sum-to'

/** floor(a / b); 0 for an integer divided by 0. The derivatives are 0. */
export function floorDivide<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'floorDivide', A, B>,
): Tensor<NumberOf<PromotedIn<A, B>>, BroadcastIn<A, B>>
export function floorDivide(a: Operand, b: Operand): Tensor {
  checkCount('floorDivide', arguments.length, 2)
  const [x, y] = promoted('floorDivide', a, b).map(asNumber)
  const out = binary('floorDivide', x, y, x.dtype)
  return record(
    'floorDivide',
    out,
    [x, y],
    [(g) => sumTo(zerosLike(g), x.shape), (g) => sumTo(zerosLike(g), y.shape)],
  )
}

/**
 * a - b floor(a / b), which has the sign of b; 0 for an integer divided by 0.
 * The derivatives are 1 and -floor(a / b).
 */
export function remainder<A extends Operand, B extends Operand>(
  a: A,
  b: Beside<'remainder', A, B>,
): Tensor<NumberOf<PromotedIn<A, B>>, BroadcastIn<A, B>>
export function remainder(a: Operand, b: Operand): Tensor {
  checkCount('remainder', arguments.length, 2)
  const [x, y] = promoted('remainder', a, b).map(asNumber)
  const out = binary('remainder', x, y, x.dtype)
  return record(
    'remainder',
    out,
    [x, y],
    [(g) => sumTo(g, x.shape), (g) => sumTo(negative(multiply(g, floorDivide(x, y))), y.shape)],
  )
}
