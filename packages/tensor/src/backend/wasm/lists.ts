/** Bytes of the lists of a sparse matrix: `lists` of them, each with room for `capacity` entries. */
export function listBytes(lists: number, capacity: number): number {
  return lists * capacity * 8
}

/** Bytes of scratch that a thread needs for `listProductF32` with a matrix of `depth` rows. */
export function listProductScratch(depth: number): number {
  return (depth + 1) * 128
}
