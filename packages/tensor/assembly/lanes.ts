/** Elements of T in a 128-bit vector: 16 bytes, 4 of 32 bits or 2 of 64. */
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
