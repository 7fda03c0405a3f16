import { crc32 } from './crc32'

/** A chunk of a PNG file; `whole` has its length, type and checksum around the data. */
export interface Chunk {
  readonly type: string
  readonly data: Uint8Array
  readonly whole: Uint8Array
}

/** Whether the checksum of a chunk is that of its type and data. */
export function isSound({ whole }: Chunk): boolean {
  return viewOf(whole).getUint32(whole.length - 4) === crc32(whole.subarray(4, -4))
}

/** A chunk with its length and checksum. */
export function chunkOf(type: string, data: Uint8Array): Chunk {
  const whole = new Uint8Array(data.length + 12)
  viewOf(whole).setUint32(0, data.length)
  whole.set(
    Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  )
  whole.set(data, 8)
  viewOf(whole).setUint32(data.length + 8, crc32(whole.subarray(4, -4)))
  return { type, data, whole }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
