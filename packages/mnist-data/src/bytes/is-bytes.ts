/** Whether a value is an array of bytes, of this realm or of another, such as a frame or a `node:vm` context. */
export function isBytes(value: unknown): value is Uint8Array | Uint8ClampedArray {
  const kind = Object.prototype.toString.call(value)
  return kind === '[object Uint8Array]' || kind === '[object Uint8ClampedArray]'
}

/** The same memory as a `Uint8Array` of this realm, of which libraries are given no other. */
export function asBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
