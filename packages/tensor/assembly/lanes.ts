/** Elements of T in a 128-bit vector: 4 float32 or 2 float64. */
@inline export function lanes<T>(): i32 {
  return 16 / sizeof<T>()
}

/** max(x, 0): 0 for -0, NaN for NaN. */
@inline export function positives<T>(x: v128): v128 {
  return v128.andnot(x, v128.le<T>(x, v128.splat<T>(0)))
}

@inline export function positive<T>(x: T): T {
  return x <= <T>0 ? <T>0 : x
}
