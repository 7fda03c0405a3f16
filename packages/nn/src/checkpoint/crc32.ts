/** Remainders of every byte, by which a message is divided a byte at a time. */
const TABLE = /* @__PURE__ */ Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/**
 * The CRC-32 of parts that follow one another, as gzip and PNG use it: finds damage by accident, not
 * by intent. ISO 3309; the table is that of RFC 1952, section 8.
 */
export function crc32(...parts: readonly Uint8Array[]): number {
  let rest = -1
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) rest = (rest >>> 8) ^ TABLE[(rest ^ part[i]) & 0xff]
  }
  return ~rest >>> 0
}
