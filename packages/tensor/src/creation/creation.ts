import { anything, boolean, optional, options } from '@handwritten/checks'
import { run } from '../backend/executor'
import { checkCall, checkDType } from '../core/check-call'
import { dtypeCheck, scalarCheck, shapeCheck, tensorCheck } from '../core/checks'
import { allocate, type DataOf, type DType, type DTypeOf, type TypedArray } from '../core/dtype'
import { empty, emptyLike } from '../core/empty'
import { ShapeError, ValueError } from '../core/errors'
import { flattenNested, type NestedInput, nestedShape } from '../core/nested'
import { checkShape, formatShape, type Shape, sizeOf } from '../core/shape'
import { Storage } from '../core/storage'
import { Tensor } from '../core/tensor'
import { type AnyTypedArray, dtypeOf, isTypedArray, ownTypedArray } from '../core/typed-array'
import { fillKernel } from '../kernels/copy-fill'
import type { DTypeIn } from '../types/dtypes'
import type { GivenShape, NaturalDType } from '../types/nested'
import type { Dims, ShapeIn } from '../types/shapes'

export interface CreationOptions<D extends DType> {
  /** Default `'float32'`. */
  dtype?: D
}

/** Checks the options of functions that only take a dtype. */
export const creationOptions = options<CreationOptions<DType>>({ dtype: dtypeCheck })

export interface TensorOptions<D extends DType, T extends Shape | undefined = Shape | undefined> {
  /** Default: that of a typed array, `'bool'` for booleans, else `'float32'`. */
  dtype?: D
  /** Default: as the arrays are nested; a flat list may be given any shape of its size. */
  shape?: T
  /** Whether to record what is computed from this tensor. Default false. */
  requiresGrad?: boolean
}

/** The values as elements of `dtype`: integers wrap around, bool is `value !== 0`. */
function convert<D extends DType>(
  values: ArrayLike<number | bigint | boolean>,
  dtype: D,
): DataOf<D> {
  const data = allocate(dtype, values.length)
  for (let i = 0; i < values.length; i++) {
    data[i] = dtype === 'bool' ? Number(Number(values[i]) !== 0) : Number(values[i])
  }
  return data
}

const newTensorArguments = {
  values: anything(),
  options: optional(
    options<TensorOptions<DType>>({ dtype: dtypeCheck, shape: shapeCheck, requiresGrad: boolean }),
  ),
}

/**
 * A tensor with a copy of `values`: a number, nested arrays or a typed array of any kind. Without a dtype,
 * Float32Array, Float64Array, Int32Array and Uint8Array keep theirs, other integers become int32 and
 * Float16Array float32.
 * @throws ShapeError when arrays are ragged or do not have the size of `shape`; ValueError for an element
 * that is no number or boolean, and for an integer that int32 does not hold when no dtype is given.
 */
export function tensor<
  V extends NestedInput,
  D extends DType = NaturalDType<V>,
  const T extends Shape | undefined = undefined,
>(values: V, options?: TensorOptions<D, T>): Tensor<D, GivenShape<V, T>>
export function tensor(values: NestedInput, options: TensorOptions<DType> = {}): Tensor {
  checkCall('tensor', arguments, newTensorArguments)
  const isFlat = isTypedArray(values)
  const nested = isFlat ? [values.length] : nestedShape(values)
  const flat = isFlat ? values : flattenNested(values, nested)
  const shape = options.shape ?? nested
  checkShape('tensor', shape)
  if (sizeOf(shape) !== flat.length) {
    throw new ShapeError(
      `tensor: shape ${formatShape(shape)} has ${sizeOf(shape)} elements, found ${flat.length} values`,
    )
  }
  const natural = isFlat ? dtypeOf(values) : naturalDType(flat)
  const dtype = options.dtype ?? natural
  checkDType('tensor', dtype)
  if (options.dtype === undefined && dtype === 'int32') checkInt32(flat)
  const result = new Tensor(new Storage(convert(flat, dtype), dtype), [...shape])
  result.requiresGrad = options.requiresGrad ?? false
  return result
}

/** bool when there are only booleans. */
function naturalDType(values: ArrayLike<unknown>): DType {
  const only = values.length > 0 && Array.prototype.every.call(values, isBoolean)
  return only ? 'bool' : 'float32'
}

const isBoolean = (value: unknown) => typeof value === 'boolean'

/** @throws ValueError when an integer of a wider typed array is outside of int32. */
function checkInt32(values: ArrayLike<number | bigint | boolean>): void {
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i])
    if (value === (value | 0)) continue
    throw new ValueError(
      `tensor: element ${i} is ${values[i]}, which int32 does not hold; give a dtype such as 'float64'`,
    )
  }
}

const typedArrayArguments = { data: anything(), shape: anything() }

/**
 * A tensor on the memory of a typed array, without a copy: writes go both ways.
 * @throws ValueError for an array whose elements are of no dtype, such as an Int16Array.
 */
export function fromTypedArray<A extends TypedArray, const S extends Shape = readonly [number]>(
  data: A,
  shape?: S,
): Tensor<DTypeOf<A>, Dims<S>>
export function fromTypedArray(data: TypedArray, shape?: Shape): Tensor {
  checkCall('fromTypedArray', arguments, typedArrayArguments)
  const own = ownTypedArray('fromTypedArray', data)
  const sizes = shape === undefined ? [own.length] : shape
  checkShape('fromTypedArray', sizes)
  if (sizeOf(sizes) !== own.length) {
    throw new ShapeError(
      `fromTypedArray: shape ${formatShape(sizes)} has ${sizeOf(sizes)} elements, found ${own.length}`,
    )
  }
  const storage = new Storage<DType>(own as DataOf<DType>, dtypeOf(own as AnyTypedArray))
  return new Tensor(storage, [...sizes])
}

const fullArguments = { shape: shapeCheck, value: scalarCheck, options: optional(creationOptions) }

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
  checkCall('full', arguments, fullArguments)
  checkShape('full', shape)
  const dtype = options.dtype ?? (typeof value === 'boolean' ? 'bool' : 'float32')
  checkDType('full', dtype)
  const out = empty([...shape], dtype)
  run(fillKernel, out, Number(value))
  return out
}

const filledArguments = { shape: shapeCheck, options: optional(creationOptions) }

/** A tensor of zeros. */
export function zeros<const S extends Shape, D extends DType = 'float32'>(
  shape: S,
  options?: CreationOptions<D>,
): Tensor<D, Dims<S>>
export function zeros(shape: Shape, options?: CreationOptions<DType>): Tensor {
  checkCall('zeros', arguments, filledArguments)
  return full(shape, 0, options)
}

/** A tensor of ones. */
export function ones<const S extends Shape, D extends DType = 'float32'>(
  shape: S,
  options?: CreationOptions<D>,
): Tensor<D, Dims<S>>
export function ones(shape: Shape, options?: CreationOptions<DType>): Tensor {
  checkCall('ones', arguments, filledArguments)
  return full(shape, 1, options)
}

const likeArguments = { like: tensorCheck }

/** Zeros with the shape, the dtype and the order of axes in memory of another tensor. */
export function zerosLike<X extends Tensor>(like: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function zerosLike(like: Tensor): Tensor {
  checkCall('zerosLike', arguments, likeArguments)
  const out = emptyLike(like)
  run(fillKernel, out, 0)
  return out
}

/** Ones with the shape, the dtype and the order of axes in memory of another tensor. */
export function onesLike<X extends Tensor>(like: X): Tensor<DTypeIn<X>, ShapeIn<X>>
export function onesLike(like: Tensor): Tensor {
  checkCall('onesLike', arguments, likeArguments)
  const out = emptyLike(like)
  run(fillKernel, out, 1)
  return out
}
