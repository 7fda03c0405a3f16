/** 2^27 + 1 splits a float64 into two halves of 26 bits. */
const splitter = 134217729

/**
 * `a * b` as two numbers whose exact sum it is: the rounded product and its rounding error.
 * T. J. Dekker, "A floating-point technique for extending the available precision" (1971).
 */
export function twoProduct(a: number, b: number): readonly [number, number] {
  const product = a * b
  const [aHigh, aLow] = split(a)
  const [bHigh, bLow] = split(b)
  const error = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow
  return [product, error]
}

function split(a: number): readonly [number, number] {
  const shifted = splitter * a
  const high = shifted - (shifted - a)
  return [high, a - high]
}
