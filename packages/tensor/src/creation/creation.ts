import { run } from '../backend/executor'
import {
  allocate,
  type DataOf,
  type DType,
  type DTypeOf,
  dtypeOf,
  isDType,
  type TypedArray,
} from '../core/dtype'
import { empty, emptyLike } from '../core/empty'
import { DTypeError, ShapeError } from '../core/errors'
import { flattenNested, type NestedInput, nestedShape } from '../core/nested'
import { checkShape, formatShape, type Shape, sizeOf } from '../core/shape'
import { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import { fillKernel } from '../kernels/copy-fill'
import type { DTypeIn } from '../types/dtypes'
import type { GivenShape, NaturalDType } from '../types/nested'
import type { Dims, ShapeIn } from '../types/shapes'

export interface CreationOptions<D extends DType> {
  /** Default `'float32'`. */
  dtype?: D
}

export interface TensorOptions<D extends DType, T extends Shape | undefined = Shape | undefined> {
  /** Default: that of a typed array, `'bool'` for booleans, else `'float32'`. */
  dtype?: D
  /** Default: as the arrays are nested; a flat list may be given any shape of its size. */
  shape?: T
  /** Whether to record what is computed from this tensor. Default false. */
  requiresGrad?: boolean
}

function isTypedArray(values: unknown): values is TypedArray {
  return (
    values instanceof Float32Array ||
    values instanceof Float64Array ||
    values instanceof Int32Array ||
    values instanceof Uint8Array
  )
}

function checkDType(operation: string, dtype: DType): void {
  if (!isDType(dtype)) {
    throw new DTypeError(
      `${operation}: expected float32, float64, int32, uint8 or bool, found ${String(dtype)}`,
    )
  }
}

/** The values as elements of `dtype`: integers wrap around, bool is `value !== 0`. */
function convert<D extends DType>(values: ArrayLike<number | boolean>, dtype: D): DataOf<D> {
  const data = allocate(dtype, values.length)
  for (let i = 0; i < values.length; i++) {
    data[i] = dtype === 'bool' ? Number(Number(values[i]) !== 0) : Number(values[i])
  }
  return data
}

/**
 * A tensor with a copy of `values`: a number, nested arrays or a typed array.
 * @throws ShapeError when arrays are ragged or do not have the size of `shape`.
 */
export function tensor<
  V extends NestedInput,
  D extends DType = NaturalDType<V>,
  const T extends Shape | undefined = undefined,
>(values: V, options?: TensorOptions<D, T>): Tensor<D, GivenShape<V, T>>
export function tensor(values: NestedInput, options: TensorOptions<DType> = {}): Tensor {
  const nested = isTypedArray(values) ? [values.length] : nestedShape(values)
  const flat = isTypedArray(values) ? values : flattenNested(values, nested)
  const shape = options.shape ?? nested
  checkShape('tensor', shape)
  if (sizeOf(shape) !== flat.length) {
    throw new ShapeError(
      `tensor: shape ${formatShape(shape)} has ${sizeOf(shape)} elements, found ${flat.length} values`,
    )
  }
  const natural = isTypedArray(values) ? dtypeOf(values) : naturalDType(flat)
  const dtype = options.dtype ?? natural
  checkDType('tensor', dtype)
  const result = new Tensor(new Storage(convert(flat, dtype), dtype), [...shape])
  result.requiresGrad = options.requiresGrad ?? false
  return result
}

function naturalDType(values: ArrayLike<number | boolean>): DType {
  return values.length > 0 && typeof values[0] === 'boolean' ? 'bool' : 'float32'
}

/** A tensor on the typed array itself, without a copy: writes go both ways. */
export function fromTypedArray<A extends TypedArray, const S extends Shape = readonly [number]>(
  data: A,
  shape?: S,
): Tensor<DTypeOf<A>, Dims<S>>
export function fromTypedArray(data: TypedArray, shape: Shape = [data.length]): Tensor {
  checkShape('fromTypedArray', shape)
  if (sizeOf(shape) !== data.length) {
    throw new ShapeError(
      `fromTypedArray: shape ${formatShape(shape)} has ${sizeOf(shape)} elements, found ${data.length}`,
    )
  }
  const storage = new Storage<DType>(data as DataOf<DType>, dtypeOf(data))
  return new Tensor(storage, [...shape])
}

/** A tensor filled with one value; a boolean value makes it bool unless a dtype is given. */
export function full<
  const S extends Shape,
  V extends number | boolean,
  D extends DType = DTypeIn<V>,
>(shape: S, value: V, options?: CreationOptions<D>): Tensor<D, Dims<S>>
export function full(
  shape: Shape,
  value: number | boolean,
  options: CreationOptions<DType> = {},
): Tensor {
  checkShape('full', shape)
  const dtype = options.dtype ?? (typeof value === 'boolean' ? 'bool' : 'float32')
  checkDType('full', dtype)
  const out = empty([...shape], dtype)
  run(fillKernel, out, Number(value))
  return out
}

/** A tensor of zeros. */
export function zeros<const S extends Shape, D extends DType = 'float32'>(
  shape: S,
  options?: CreationOptions<D>,
): Tensor<D, Dims<S>>
export function zeros(shape: Shape, options?: CreationOptions<DType>): Tensor {
  return full(shape, 0, options)
}

/** A tensor of ones. */
export function ones<const S extends Shape, D extends DType = 'float32'>(
  shape: S,
  options?: CreationOptions<D>,
): Tensor<D, Dims<S>>
export function ones(shape: Shape, options?: CreationOptions<DType>): Tensor {
  return full(shape, 1, options)
}

/** Zeros with the shape, the dtype and the order of axes in memory of another tensor. */
export function zerosLike<X extends Tensor>(like: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function zerosLike(like: Tensor): Tensor {
  const out = emptyLike(like)
  run(fillKernel, out, 0)
  return out
}

/** Ones with the shape, the dtype and the order of axes in memory of another tensor. */
export function onesLike<X extends Tensor>(like: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function onesLike(like: Tensor): Tensor {
  const out = emptyLike(like)
  run(fillKernel, out, 1)
  return out
}
