/** Terms that are added by eight running sums; more are halved first. */
const BLOCK = 128

/**
 * The sum of float64 numbers in the order in which NumPy adds them: eight running sums over blocks,
 * the sums of halves beyond that. So an average is scikit-learn's to the last bit, and rounds to the
 * same decimals where it lies half-way between two. NumPy, `pairwise_sum` of its umath loops.
 */
export function pairwiseSum(terms: readonly number[]): number {
  const { length } = terms
  if (length > BLOCK) {
    const half = Math.floor(length / 16) * 8
    return pairwiseSum(terms.slice(0, half)) + pairwiseSum(terms.slice(half))
  }
  const rest = length % 8
  if (length < 8) return terms.reduce((sum, term) => sum + term, 0)
  const sums = terms.slice(0, 8)
  for (let i = 8; i < length - rest; i++) sums[i % 8] += terms[i]
  const [a, b, c, d, e, f, g, h] = sums
  const whole = a + b + (c + d) + (e + f + (g + h))
  return terms.slice(length - rest).reduce((sum, term) => sum + term, whole)
}
