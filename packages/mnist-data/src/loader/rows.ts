import { type Check, count, either } from '@handwritten/checks'
import { numbersCheck } from '../checks'
import { ValueError } from '../errors'

/** A count of rows, or row numbers. */
export const rowsCheck: Check<number | ArrayLike<number>> = /* @__PURE__ */ either(
  count,
  numbersCheck,
)

/** Row numbers as int32; a count stands for the rows from 0 on. */
export function toRows(rows: number | ArrayLike<number>): Int32Array {
  return typeof rows === 'number' ? new Int32Array(rows).map((_, row) => row) : new Int32Array(rows)
}

/** @throws ValueError unless the set of `count` images has the row */
export function requireRow(row: number, count: number): void {
  if (Number.isInteger(row) && row >= 0 && row < count) return
  throw new ValueError(`DataLoader: rows must lie in 0..${count - 1}, found ${row}`)
}
