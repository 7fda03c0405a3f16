import { anything, type Check, describe } from '@handwritten/checks'
import { isFloat } from '../core/dtype'
import { DTypeError, ShapeError, ValueError } from '../core/errors'
import { formatShape } from '../core/shape'
import type { Tensor } from '../core/tensor'

/** One number for rows and columns, or one for each. */
export type Pair = number | readonly [rows: number, columns: number]

/** Accepts every value: the operation calls `pairOf`, which throws a ValueError. */
export const pairOptionCheck: Check<Pair> = anything()

/** @throws ValueError when a part is not an integer from `least`. */
export function pairOf(what: string, value: Pair, least: number): readonly [number, number] {
  const pair = typeof value === 'number' ? ([value, value] as const) : value
  const isValid =
    Array.isArray(pair) &&
    pair.length === 2 &&
    pair.every((part) => Number.isSafeInteger(part) && part >= least)
  if (!isValid) {
    throw new ValueError(
      `${what}: expected an integer from ${least} or a pair of them, found ${describe(value)}`,
    )
  }
  return [pair[0], pair[1]]
}

/** @throws ShapeError, DTypeError when `x` is not a float tensor [n, c, h, w]. */
export function requirePictures(operation: string, x: Tensor): void {
  if (x.ndim !== 4) {
    throw new ShapeError(
      `${operation}: expected pictures [n, channels, height, width], found ${formatShape(x.shape)}`,
    )
  }
  if (!isFloat(x.dtype)) {
    throw new DTypeError(
      `${operation}: expected float32 or float64, found ${x.dtype}; convert with astype`,
    )
  }
}
