/*
 * The end of a range that is no whole vector goes through the same operations as the rest: it is loaded
 * into a vector padded with zeros, and only its own lanes are stored.
 */

/** The `count` float32 (1 to 4) at an address, and zeros beyond. */
@inline export function loadF32(address: usize, count: i32): v128 {
  if (count == 4) return v128.load(address)
  let x = v128.load32_zero(address)
  if (count > 1) x = v128.load32_lane(address, x, 1, 4)
  if (count > 2) x = v128.load32_lane(address, x, 2, 8)
  return x
}

/** Writes the first `count` lanes (1 to 4). */
@inline export function storeF32(address: usize, x: v128, count: i32): void {
  if (count == 4) {
    v128.store(address, x)
    return
  }
  v128.store32_lane(address, x, 0)
  if (count > 1) v128.store32_lane(address, x, 1, 4)
  if (count > 2) v128.store32_lane(address, x, 2, 8)
}
