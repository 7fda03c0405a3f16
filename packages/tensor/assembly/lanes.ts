/** Elements of T in a 128-bit vector: 4 float32 or 2 float64. */
@inline export function lanes<T>(): i32 {
  return 16 / sizeof<T>()
}
