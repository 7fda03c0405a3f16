/*
 * Products fuse their multiplications and additions (assembly/multiply-add.ts) where the engine knows
 * relaxed SIMD. Both forms of the kernels come from one binary: x * y + s is compiled to
 * x, y, mul, local.get s, add, of which src/backend/wasm/fuse.ts can make x, y, local.get s, relaxed_madd.
 * What is shipped beside the binary is where.
 */
const LOCAL_GET = 0x20

/** The bytes of mul, add and relaxed_madd, of four float32 and of two float64. */
const FORMS = [
  { mul: [0xfd, 0xe6, 0x01], add: [0xfd, 0xe4, 0x01], relaxedMadd: [0xfd, 0x85, 0x02] },
  { mul: [0xfd, 0xf2, 0x01], add: [0xfd, 0xf0, 0x01], relaxedMadd: [0xfd, 0x87, 0x02] },
]

/** The source of multiplyAdd with relaxed_madd in its place. @param {string} source */
export function relaxedMultiplyAdd(source) {
  return source.replace('v128.add<T>(v128.mul<T>(x, y), s)', 'v128.relaxed_madd<T>(x, y, s)')
}

/**
 * The addresses of the multiplications that can be fused in a binary. Other code multiplies and adds
 * too, so a second binary, compiled with relaxedMultiplyAdd, tells which they are: the same sums follow
 * each other in the same order there.
 *
 * @param {Uint8Array} binary
 * @param {Uint8Array} relaxed
 * @returns {number[]}
 */
export function fusablePlaces(binary, relaxed) {
  const places = [...binary.keys()].filter((at) => isFusable(binary, at))
  const twins = [...relaxed.keys()].filter((at) => isFused(relaxed, at) || isFusable(relaxed, at))
  if (places.length !== twins.length) {
    throw new Error(`expected ${twins.length} sums of products, found ${places.length}`)
  }
  return places.filter((_, i) => isFused(relaxed, twins[i]))
}

/** @param {Uint8Array} binary @param {number} at */
function isFused(binary, at) {
  return FORMS.some(({ relaxedMadd }) => isAt(binary, at, relaxedMadd))
}

/** @param {Uint8Array} binary @param {number} at */
function isFusable(binary, at) {
  if (binary[at + 3] !== LOCAL_GET || binary[at + 4] > 0x7f) return false
  return FORMS.some(({ mul, add }) => isAt(binary, at, mul) && isAt(binary, at + 5, add))
}

/** @param {Uint8Array} binary @param {number} at @param {readonly number[]} bytes */
function isAt(binary, at, bytes) {
  return bytes.every((byte, i) => binary[at + i] === byte)
}
