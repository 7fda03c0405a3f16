/** For each class that occurs, its rows in order. */
export function rowsByClass(labels: ArrayLike<number>): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (let row = 0; row < labels.length; row++) {
    const group = groups.get(labels[row])
    if (group === undefined) groups.set(labels[row], [row])
    else group.push(row)
  }
  return groups
}
