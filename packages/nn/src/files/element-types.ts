import type { DType } from '@handwritten/tensor'
import { FileError } from './file-error'

/** The file's names of our types. */
export const STORED_AS: Readonly<Record<DType, string>> = {
  float32: 'F32',
  float64: 'F64',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
}

interface ElementType {
  readonly bytes: number
  /** What its elements become. */
  readonly dtype: DType
  readonly read: (view: DataView, at: number) => number
}

const TYPES: Readonly<Record<string, ElementType>> = {
  F64: { bytes: 8, dtype: 'float64', read: (view, at) => view.getFloat64(at, true) },
  F32: { bytes: 4, dtype: 'float32', read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, dtype: 'float32', read: (view, at) => half(view.getUint16(at, true)) },
  BF16: { bytes: 2, dtype: 'float32', read: (view, at) => brain(view.getUint16(at, true)) },
  I64: { bytes: 8, dtype: 'int32', read: (view, at) => Number(view.getBigInt64(at, true)) },
  I32: { bytes: 4, dtype: 'int32', read: (view, at) => view.getInt32(at, true) },
  I16: { bytes: 2, dtype: 'int32', read: (view, at) => view.getInt16(at, true) },
  I8: { bytes: 1, dtype: 'int32', read: (view, at) => view.getInt8(at) },
  U8: { bytes: 1, dtype: 'uint8', read: (view, at) => view.getUint8(at) },
  BOOL: { bytes: 1, dtype: 'bool', read: (view, at) => view.getUint8(at) },
}

/** Reads a block of elements of the file's type `name`. */
export function readElements(
  tensorName: string,
  name: string,
  view: DataView,
): { dtype: DType; values: Float64Array } {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined
  if (!type) {
    const known = Object.keys(TYPES).join(', ')
    throw new FileError(`safetensors: ${tensorName} is ${name}; only ${known} can be read`)
  }
  if (view.byteLength % type.bytes !== 0) {
    throw new FileError(
      `safetensors: ${tensorName} has ${view.byteLength} bytes, no multiple of ${type.bytes} for ${name}`,
    )
  }
  const values = Float64Array.from({ length: view.byteLength / type.bytes }, (_, i) =>
    type.read(view, i * type.bytes),
  )
  const lost = type.dtype === 'int32' ? values.find((value) => value !== (value | 0)) : undefined
  if (lost !== undefined) {
    throw new FileError(`safetensors: ${tensorName} holds ${lost}, which does not fit into int32`)
  }
  return { dtype: type.dtype, values }
}

/** IEEE 754 binary16: 1 bit sign, 5 bits exponent, 10 bits fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const word = new DataView(new ArrayBuffer(4))

/** The upper half of a float32. */
function brain(bits: number): number {
  word.setUint32(0, bits << 16)
  return word.getFloat32(0)
}
