/** Bytes of scratch that a thread needs for `csrMatmulF32` with a matrix of `depth` rows. */
export function csrMatmulScratch(depth: number): number {
  return (depth + 1) * 128
}
