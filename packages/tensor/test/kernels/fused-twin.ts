const { fround } = Math

/** x * y + s of float32, the product and the sum rounded. */
export function multiplyAdd(x: number, y: number, s: number): number {
  return fround(s + fround(x * y))
}

const word = new DataView(new ArrayBuffer(8))

/**
 * x * y + s of float32, rounded once. The product is exact in float64; so that the sum is not rounded
 * twice, a float64 sum that is inexact is made odd, from where float32 rounds as it would have from the
 * exact one. Source: Boldo and Melquiond, Emulation of FMA and correctly rounded sums, IEEE TC 57, 2008.
 */
export function fusedMultiplyAdd(x: number, y: number, s: number): number {
  const product = x * y
  const sum = product + s
  const kept = sum - s
  const error = product - kept + (s - (sum - kept))
  if (error === 0 || !Number.isFinite(error)) return fround(sum)
  word.setFloat64(0, sum)
  const bits = word.getBigInt64(0)
  const away = error > 0 === sum > 0
  if ((bits & 1n) === 0n) word.setBigInt64(0, away ? bits + 1n : bits - 1n)
  return fround(word.getFloat64(0))
}
