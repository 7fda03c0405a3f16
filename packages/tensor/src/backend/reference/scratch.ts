let scratch = new Float64Array(0)

/** Working memory of at least `size` elements, of unknown content, valid until the next call. */
export function currentScratch(size: number): Float64Array {
  if (scratch.length < size) scratch = new Float64Array(size)
  return scratch
}
