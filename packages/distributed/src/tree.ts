/**
 * The additions that sum `count` terms in place, as pairs [target, source] in order: neighbours
 * first, then neighbouring pairs, and so on. The sum is then in term 0. A group of neighbours whose
 * size is a power of two is summed in itself before it meets others: processes that each sum such a
 * group and then add up their results in the same tree have the bits of one process that sums all.
 */
export function treePairs(count: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = []
  for (let step = 1; step < count; step *= 2) {
    for (let i = 0; i + step < count; i += 2 * step) pairs.push([i, i + step])
  }
  return pairs
}
