/*
 * For each mask of 8 bits, the places of its ones in ascending order as 8 bytes: 2 KiB, written when
 * the module starts. Threads that start later write the same words again, which no reader can tell.
 */
const table: usize = memory.data(256 * 8, 16)

for (let mask = 0; mask < 256; mask++) {
  let places: u64 = 0
  let count = 0
  for (let place = 0; place < 8; place++) {
    if (((mask >> place) & 1) != 0) places |= <u64>place << (8 * count++)
  }
  store<u64>(table + (<usize>mask << 3), places)
}

/** The shuffle that moves the bytes named by `mask` to the front. */
@inline export function compressingShuffle(mask: i32): v128 {
  return v128.load64_zero(table + (<usize>mask << 3))
}
