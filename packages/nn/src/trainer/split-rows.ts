import { integer, optional, options } from '@handwritten/checks'
import { Generator } from '@handwritten/tensor'
import { checkCall, someNumber } from '../checks'
import { requireCount, requireOption } from '../errors'

/** Where the chance of {@link splitRows} comes from. */
export interface SplitRowsOptions {
  /** Default 0. */
  seed?: number
}

const splitRowsArguments = {
  count: someNumber,
  heldOut: someNumber,
  options: /* @__PURE__ */ optional(options<SplitRowsOptions>({ seed: integer })),
}

/**
 * The row numbers from 0 to `count` - 1, shuffled and cut in two: the first part for learning, the
 * second, of `heldOut` of them (a fraction between 0 and 1, rounded to at least one row on each
 * side), for validation.
 */
export function splitRows(
  count: number,
  heldOut: number,
  options: SplitRowsOptions = {},
): [train: Int32Array, validation: Int32Array] {
  checkCall('splitRows', arguments, splitRowsArguments)
  const { seed = 0 } = options
  requireCount('splitRows: count', count, 2)
  requireOption(heldOut > 0 && heldOut < 1, 'splitRows: heldOut', 'between 0 and 1', heldOut)
  const rows = new Generator(seed).permutation(count).toTypedArray()
  const learned = count - Math.min(count - 1, Math.max(1, Math.round(count * heldOut)))
  return [rows.slice(0, learned), rows.slice(learned)]
}
