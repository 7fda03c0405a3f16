/**
 * The largest of any number of values, -Infinity of none. `Math.max(...values)` passes them as arguments,
 * of which an engine takes some 120,000.
 */
export function largest(values: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) most = Math.max(most, value)
  return most
}
