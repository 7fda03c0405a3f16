import type { IdxArrays, IdxDType } from './idx-type'

/**
 * The big-endian elements in `bytes`, whose length is a whole number of them. One-byte types are
 * views of the same memory; wider types are copied into the machine's byte order.
 */
export function decodeElements<D extends IdxDType>(bytes: Uint8Array, dtype: D): IdxArrays[D] {
  return decoders[dtype](bytes)
}

const decoders: { [D in IdxDType]: (bytes: Uint8Array) => IdxArrays[D] } = {
  uint8: (bytes) => bytes,
  int8: ({ buffer, byteOffset, byteLength }) => new Int8Array(buffer, byteOffset, byteLength),
  int16: (bytes) => {
    const view = viewOf(bytes)
    return Int16Array.from({ length: bytes.length / 2 }, (_, i) => view.getInt16(i * 2))
  },
  int32: (bytes) => {
    const view = viewOf(bytes)
    return Int32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(i * 4))
  },
  float32: (bytes) => {
    const view = viewOf(bytes)
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4))
  },
  float64: (bytes) => {
    const view = viewOf(bytes)
    return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(i * 8))
  },
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
