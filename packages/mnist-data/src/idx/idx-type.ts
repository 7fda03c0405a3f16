/** The element types of IDX files, with the arrays that hold them. */
export interface IdxArrays {
  uint8: Uint8Array
  int8: Int8Array
  int16: Int16Array
  int32: Int32Array
  float32: Float32Array
  float64: Float64Array
}

export type IdxDType = keyof IdxArrays

/** Third byte of the magic number: the element type (http://yann.lecun.com/exdb/mnist/). */
export const idxTypes: ReadonlyMap<number, IdxDType> = new Map([
  [0x08, 'uint8'],
  [0x09, 'int8'],
  [0x0b, 'int16'],
  [0x0c, 'int32'],
  [0x0d, 'float32'],
  [0x0e, 'float64'],
])

export const idxItemSize: Readonly<Record<IdxDType, number>> = {
  uint8: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  float32: 4,
  float64: 8,
}
