/**
 * The MD5 of the bytes, in lower-case hexadecimal (RFC 1321). It finds accidents, not attackers: it
 * is here because several data sets publish no other digest, and WebCrypto does not offer it.
 */
export function md5(bytes: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  const whole = bytes.length - (bytes.length % 64)
  digestBlocks(state, bytes.subarray(0, whole))
  digestBlocks(state, padding(bytes.subarray(whole), bytes.length))
  const digest = new DataView(new ArrayBuffer(16))
  state.forEach((word, i) => {
    digest.setUint32(i * 4, word, true)
  })
  return Array.from({ length: 16 }, (_, i) =>
    digest.getUint8(i).toString(16).padStart(2, '0'),
  ).join('')
}

const shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
]
const constants = Int32Array.from({ length: 64 }, (_, i) => Math.abs(Math.sin(i + 1)) * 2 ** 32)

/** Which word of the block each of the 64 operations reads. */
const wordOf = Uint8Array.from({ length: 64 }, (_, i) =>
  i < 16 ? i : i < 32 ? (5 * i + 1) % 16 : i < 48 ? (3 * i + 5) % 16 : (7 * i) % 16,
)
const shiftOf = Uint8Array.from({ length: 64 }, (_, i) => shifts[i >> 4][i & 3])

/** The last bytes, a one bit, zeros, and the length in bits as 64 little-endian bits. */
function padding(rest: Uint8Array, length: number): Uint8Array {
  const padded = new Uint8Array(rest.length < 56 ? 64 : 128)
  padded.set(rest)
  padded[rest.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(length) * 8n, true)
  return padded
}

function digestBlocks(state: Uint32Array, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const words = new Int32Array(16)
  for (let start = 0; start < bytes.length; start += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(start + i * 4, true)
    digestBlock(state, words)
  }
}

function digestBlock(state: Uint32Array, words: Int32Array): void {
  let [a, b, c, d] = state
  for (let i = 0; i < 64; i++) {
    const mixed = (a + mix(i, b, c, d) + constants[i] + words[wordOf[i]]) | 0
    const shift = shiftOf[i]
    a = d
    d = c
    c = b
    b = (b + ((mixed << shift) | (mixed >>> (32 - shift)))) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
}

/** The functions F, G, H and I of the four rounds. */
function mix(i: number, b: number, c: number, d: number): number {
  if (i < 16) return (b & c) | (~b & d)
  if (i < 32) return (b & d) | (c & ~d)
  if (i < 48) return b ^ c ^ d
  return c ^ (b | ~d)
}
