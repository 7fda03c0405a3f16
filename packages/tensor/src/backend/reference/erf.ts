/** From here on the continued fraction converges fast, and before it the series. */
const seriesEnd = 2.5
/** Terms after which both are below half a unit in the last place on their side of `seriesEnd`. */
const seriesTerms = 60
const fractionTerms = 80

/**
 * The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.
 * Source: Abramowitz and Stegun, 7.1.6 (series of positive terms) and 7.1.14 (continued fraction).
 */
export function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x
  const size = Math.abs(x)
  const value = size < seriesEnd ? series(size) : size < 6 ? 1 - complement(size) : 1
  return x < 0 ? -value : value
}

/** 2 / sqrt(pi) e^(-x^2) sum_n 2^n x^(2n+1) / (1 3 5 ... (2n+1)). */
function series(x: number): number {
  let term = x
  let total = x
  for (let n = 1; n < seriesTerms; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    total += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total
}

/** erfc(x) = e^(-x^2) / sqrt(pi) times 1 / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))). */
function complement(x: number): number {
  let tail = x
  for (let n = fractionTerms; n >= 1; n--) tail = x + n / 2 / tail
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail
}
