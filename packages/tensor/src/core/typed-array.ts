import { describe } from '@handwritten/checks'
import type { DType, TypedArray } from './dtype'
import { ValueError } from './errors'

/** The typed arrays from which tensors are made: the dtype of their elements, and whether it is theirs exactly. */
const elementTypes: Readonly<Record<string, { dtype: Exclude<DType, 'bool'>; exact: boolean }>> = {
  Float32Array: { dtype: 'float32', exact: true },
  Float64Array: { dtype: 'float64', exact: true },
  Int32Array: { dtype: 'int32', exact: true },
  Uint8Array: { dtype: 'uint8', exact: true },
  Uint8ClampedArray: { dtype: 'uint8', exact: false },
  Float16Array: { dtype: 'float32', exact: false },
  Int8Array: { dtype: 'int32', exact: false },
  Int16Array: { dtype: 'int32', exact: false },
  Uint16Array: { dtype: 'int32', exact: false },
  Uint32Array: { dtype: 'int32', exact: false },
  BigInt64Array: { dtype: 'int32', exact: false },
  BigUint64Array: { dtype: 'int32', exact: false },
}

/** A typed array of any kind and realm. */
export interface AnyTypedArray extends ArrayLike<number | bigint> {
  readonly buffer: ArrayBufferLike
  readonly byteOffset: number
}

/**
 * The name of a typed array's class, such as `Float32Array`, or undefined for other values. It is read from
 * the array's internal slot, which is the same in every realm, where `instanceof` is not.
 */
function typedArrayName(value: unknown): string | undefined {
  return Reflect.get(Int8Array.prototype, Symbol.toStringTag, value)
}

export function isTypedArray(value: unknown): value is AnyTypedArray {
  return typedArrayName(value) !== undefined
}

/**
 * The dtype of a tensor with the elements of `data` unless another one is given: integers other than uint8
 * become int32, and float16 becomes float32.
 */
export function dtypeOf(data: AnyTypedArray): Exclude<DType, 'bool'> {
  return elementTypes[typedArrayName(data) as string].dtype
}

/**
 * The same memory as a typed array of this realm.
 * @throws ValueError unless it is an array whose elements are those of a dtype.
 */
export function ownTypedArray(operation: string, data: unknown): TypedArray {
  const name = typedArrayName(data)
  if (name === undefined || !elementTypes[name].exact) {
    throw new ValueError(
      `${operation}: expected a Float32Array, Float64Array, Int32Array or Uint8Array, found ${describe(data)}` +
        (name === undefined ? '' : '; tensor(...) converts it'),
    )
  }
  const array = data as TypedArray
  const own = { Float32Array, Float64Array, Int32Array, Uint8Array }[name as 'Float32Array']
  return array instanceof own ? array : new own(array.buffer, array.byteOffset, array.length)
}

/**
 * Bytes as a Uint8Array of this realm, on the same memory.
 * @throws ValueError for anything else than a Uint8Array (such as a Buffer) of any realm.
 */
export function ownBytes(operation: string, bytes: unknown): Uint8Array {
  if (typedArrayName(bytes) !== 'Uint8Array') {
    throw new ValueError(
      `${operation}: expected the bytes as a Uint8Array, found ${describe(bytes)}`,
    )
  }
  return ownTypedArray(operation, bytes) as Uint8Array
}
