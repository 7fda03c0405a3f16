/** How many hostile files a property tries, and from which seed: `FUZZ_FILES` and `FUZZ_SEED` make a longer hunt of it. */
export function fuzzing(files: number): { numRuns: number; seed: number } {
  const { FUZZ_FILES = files, FUZZ_SEED = 1 } = process.env
  return { numRuns: Number(FUZZ_FILES), seed: Number(FUZZ_SEED) }
}
