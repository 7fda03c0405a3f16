/** Element types. `bool` is stored as bytes that are 0 or 1. */
export type DType = 'float32' | 'float64' | 'int32' | 'uint8' | 'bool'

/** The types that carry gradients. */
export type FloatDType = 'float32' | 'float64'

/** Any memory a tensor can stand on. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array

/** The typed array that stores elements of type `D`. */
export type DataOf<D extends DType> = D extends 'float32'
  ? Float32Array
  : D extends 'float64'
    ? Float64Array
    : D extends 'int32'
      ? Int32Array
      : Uint8Array

/** The dtype that a typed array of type `A` holds. */
export type DTypeOf<A extends TypedArray> = A extends Float32Array
  ? 'float32'
  : A extends Float64Array
    ? 'float64'
    : A extends Int32Array
      ? 'int32'
      : 'uint8'

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const

/** Every dtype, narrowest first. */
const dtypes: readonly DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64']

export function isDType(name: unknown): name is DType {
  return typeof name === 'string' && Object.hasOwn(constructors, name)
}

/** Whether `data` is a typed array of this realm that stores elements of `dtype`. */
export function stores(dtype: unknown, data: unknown): boolean {
  return isDType(dtype) && data instanceof constructors[dtype]
}

export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === 'float32' || dtype === 'float64'
}

/** Bytes of one element. */
export function itemSize(dtype: DType): number {
  return constructors[dtype].BYTES_PER_ELEMENT
}

/** Zeroed memory for `size` elements. */
export function allocate<D extends DType>(dtype: D, size: number): DataOf<D> {
  return new constructors[dtype](size) as DataOf<D>
}

/**
 * The dtype that holds every value of both, as NumPy decides it: int32 with float32 gives float64,
 * because float32 cannot hold every int32.
 */
export function promote(a: DType, b: DType): DType {
  if (a === b) return a
  const wider = dtypes.indexOf(a) > dtypes.indexOf(b) ? a : b
  const narrower = wider === a ? b : a
  return wider === 'float32' && narrower === 'int32' ? 'float64' : wider
}

/** The dtype of a real-valued function of `dtype`: floats keep theirs, the others give float64. */
export function floatOf(dtype: DType): FloatDType {
  return dtype === 'float32' ? 'float32' : 'float64'
}
