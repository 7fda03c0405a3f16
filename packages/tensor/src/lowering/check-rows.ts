import { IndexError } from '../errors'
import type { Tensor } from '../tensor'

/** Throws an `IndexError` when a row number (int32 [m]) is not in 0 to `count` - 1. */
export function checkRows(operation: string, rows: Tensor, count: number): void {
  const { data, offset, strides, size } = rows
  for (let i = 0; i < size; i++) {
    const row = data[offset + i * strides[0]]
    if (row < 0 || row >= count) {
      throw new IndexError(`${operation}: row ${row} is out of range for ${count} rows`)
    }
  }
}
