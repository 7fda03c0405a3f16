import { IndexError } from '../../../../core/errors'
import type { Tensor } from '../../../../core/tensor'

/** Throws an `IndexError` when an index (int32 [m]) is not in `lowest` to `size` - 1. */
export function checkIndices(
  operation: string,
  indices: Tensor,
  lowest: number,
  size: number,
): void {
  const { data, offset, strides, size: count } = indices
  for (let i = 0; i < count; i++) {
    const index = data[offset + i * strides[0]]
    if (index < lowest || index >= size) {
      throw new IndexError(`${operation}: index ${index} is out of range for size ${size}`)
    }
  }
}
