/*
 * Vectors along the batch. Kernels on pictures (convolution.ts, pooling.ts) take tensors [n, c, h, w] whose
 * batch axis is adjacent in memory, so that a vector holds one element of four pictures: windows of any size,
 * step and dilation then start at a multiple of a vector, and small pictures fill vectors as well as large ones.
 * A batch that is no multiple of four ends with two pictures at once and one. `T` names the width: v128 is four
 * float32, f64 two, f32 one; unused elements of a vector are 0.
 */

@inline export function loadLanes<T>(at: usize): v128 {
  if (sizeof<T>() == 16) return v128.load(at)
  return sizeof<T>() == 8 ? v128.load64_zero(at) : v128.load32_zero(at)
}

@inline export function storeLanes<T>(at: usize, value: v128): void {
  if (sizeof<T>() == 16) v128.store(at, value)
  else if (sizeof<T>() == 8) v128.store64_lane(at, value, 0)
  else v128.store32_lane(at, value, 0)
}
