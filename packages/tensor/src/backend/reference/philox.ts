const rounds = 10
const multiplier0 = 0xd2511f53
const multiplier1 = 0xcd9e8d57
const step0 = 0x9e3779b9
const step1 = 0xbb67ae85

/**
 * The upper 32 bits of the 64-bit product of two unsigned words, of which `low` is the lower half.
 * The rounding of a * b is below 2^10, so that the quotient lies within 2^-21 of a whole number.
 */
function upperHalf(a: number, b: number, low: number): number {
  return ((a * b - low) / 0x1_0000_0000 + 0.5) >>> 0
}

/**
 * Philox4x32-10: writes four words that depend on the key and the counter as if by chance. The same
 * key and counter always give the same words, so that any block can be had without those before it.
 * The counter's lower two words are `low` and `high`, its upper two are 0.
 * Source: Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC 2011.
 */
export function philox(
  key0: number,
  key1: number,
  low: number,
  high: number,
  words: Uint32Array,
): void {
  let c0 = low >>> 0
  let c1 = high >>> 0
  let c2 = 0
  let c3 = 0
  let k0 = key0 >>> 0
  let k1 = key1 >>> 0
  for (let round = 0; round < rounds; round++) {
    const low0 = Math.imul(multiplier0, c0) >>> 0
    const high0 = upperHalf(multiplier0, c0, low0)
    const low1 = Math.imul(multiplier1, c2) >>> 0
    const high1 = upperHalf(multiplier1, c2, low1)
    c0 = (high1 ^ c1 ^ k0) >>> 0
    c1 = low1
    c2 = (high0 ^ c3 ^ k1) >>> 0
    c3 = low0
    k0 = (k0 + step0) >>> 0
    k1 = (k1 + step1) >>> 0
  }
  words[0] = c0
  words[1] = c1
  words[2] = c2
  words[3] = c3
}
