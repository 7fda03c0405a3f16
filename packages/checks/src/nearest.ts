/** Names that other libraries use for one another, without capitals and separators. */
const synonyms = [
  ['axis', 'axes', 'dim', 'dims'],
  ['lr', 'learningrate'],
  ['degrees', 'rotation', 'rotate', 'angle'],
]

/** Lower case without separators: `weight_decay` and `weightDecay` are equal. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/**
 * The name of the list that `wrong` most likely stands for: the same in another spelling, a synonym, or the
 * one with the smallest edit distance, at most a third of the longer name. Undefined when none is near.
 */
export function nearest(wrong: string, names: readonly string[]): string | undefined {
  const word = plain(wrong)
  const group = synonyms.find((words) => words.includes(word)) ?? [word]
  const same = names.find((name) => group.includes(plain(name)))
  if (same !== undefined) return same
  const near = names
    .map((name) => ({ name, distance: editDistance(word, plain(name)) }))
    .sort((a, b) => a.distance - b.distance)[0]
  if (near === undefined) return undefined
  return near.distance * 3 <= Math.max(word.length, near.name.length) + 2 ? near.name : undefined
}

/** The Levenshtein distance: insertions, deletions and substitutions from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[b.length]
}
