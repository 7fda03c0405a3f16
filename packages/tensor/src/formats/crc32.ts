/** The remainders for each byte, of the polynomial 0xEDB88320, once they are needed. */
let remainders: Uint32Array | null = null

function remainderTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
    }
    return remainder
  })
}

/** The checksum that zip archives use (ISO 3309), as an unsigned number. */
export function crc32(bytes: Uint8Array): number {
  remainders ??= remainderTable()
  const table = remainders
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff]
  return (sum ^ 0xffffffff) >>> 0
}
