/** Bytes of scratch that a thread needs for `listProductF32` with a matrix of `depth` rows. */
export function listProductScratch(depth: number): number {
  return (depth + 1) * 128
}
