import type { DType, TypedArray } from './dtype'

/**
 * What a kernel sees of a tensor: element `[i, j, ...]` is `data[offset + i * strides[0] + ...]`.
 * Strides count elements; they may be 0 (broadcast), negative (flipped) or permuted (transposed).
 */
export interface View {
  readonly data: TypedArray
  readonly dtype: DType
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  readonly offset: number
}
