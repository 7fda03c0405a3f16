import { allocate, type DataOf, type DType } from '../core/dtype'
import { FormatError } from '../core/errors'

/** How elements of one type lie in a file, and what they become here. */
export interface ElementType {
  /** Bytes of one element in the file. */
  readonly bytes: number
  /** The narrowest dtype here that holds the values. */
  readonly dtype: DType
  /** Whether the bytes of a little-endian file are those of the dtype. */
  readonly same: boolean
  readonly read: (view: DataView, at: number, little: boolean) => number
}

/** Sign, 5 bits of exponent and 10 of fraction (IEEE 754 binary16). */
function readHalf(view: DataView, at: number, little: boolean): number {
  const bits = view.getUint16(at, little)
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const word = new DataView(new ArrayBuffer(4))

/** The upper half of a float32. */
function readBrain(view: DataView, at: number, little: boolean): number {
  word.setUint32(0, view.getUint16(at, little) * 0x10000)
  return word.getFloat32(0)
}

/* @__NO_SIDE_EFFECTS__ */
function element(
  bytes: number,
  dtype: DType,
  read: ElementType['read'],
  same = false,
): ElementType {
  return { bytes, dtype, same, read }
}

/** The element types that are read. Those that do not fit their dtype in full are checked. */
export const elementTypes = {
  float16: element(2, 'float32', readHalf),
  bfloat16: element(2, 'float32', readBrain),
  float32: element(4, 'float32', (view, at, little) => view.getFloat32(at, little), true),
  float64: element(8, 'float64', (view, at, little) => view.getFloat64(at, little), true),
  int8: element(1, 'int32', (view, at) => view.getInt8(at)),
  int16: element(2, 'int32', (view, at, little) => view.getInt16(at, little)),
  int32: element(4, 'int32', (view, at, little) => view.getInt32(at, little), true),
  int64: element(8, 'int32', (view, at, little) => Number(view.getBigInt64(at, little))),
  uint8: element(1, 'uint8', (view, at) => view.getUint8(at), true),
  uint16: element(2, 'int32', (view, at, little) => view.getUint16(at, little)),
  uint32: element(4, 'int32', (view, at, little) => view.getUint32(at, little)),
  uint64: element(8, 'int32', (view, at, little) => Number(view.getBigUint64(at, little))),
  bool: element(1, 'bool', (view, at) => view.getUint8(at)),
} as const satisfies Record<string, ElementType>

/** The type's name here, such as `float16`. */
export type ElementTypeName = keyof typeof elementTypes

/** Whether typed arrays hold their lowest byte first, as files mostly do. */
const machineIsLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/**
 * The elements in `bytes`, whose length is known to be whole.
 * @throws FormatError for a value that its dtype does not hold.
 */
export function decodeElements(
  what: string,
  bytes: Uint8Array,
  type: ElementType,
  little: boolean,
): DataOf<DType> {
  const count = bytes.length / type.bytes
  const data = allocate(type.dtype, count)
  if (type.same && little && machineIsLittle) {
    new Uint8Array(data.buffer).set(bytes)
    return data
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0; i < count; i++) {
    const value = type.read(view, i * type.bytes, little)
    data[i] = value
    if (data[i] !== value && !Number.isNaN(value)) {
      throw new FormatError(`${what}: element ${i} is ${value}, which ${type.dtype} does not hold`)
    }
    if (type.dtype === 'bool' && value > 1) {
      throw new FormatError(
        `${what}: element ${i} of a bool array is the byte ${value}, not 0 or 1`,
      )
    }
  }
  return data
}

/** The elements as the bytes of a little-endian file. */
export function encodeElements(data: DataOf<DType>): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  if (machineIsLittle || data.BYTES_PER_ELEMENT === 1) return bytes
  const swapped = bytes.slice()
  for (let at = 0; at < swapped.length; at += data.BYTES_PER_ELEMENT) {
    swapped.subarray(at, at + data.BYTES_PER_ELEMENT).reverse()
  }
  return swapped
}
