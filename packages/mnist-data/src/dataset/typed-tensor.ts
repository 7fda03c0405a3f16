import { fromTypedArray, type Tensor } from '@handwritten/tensor'

/** A tensor of bytes on the memory of `data`. */
export function uint8Tensor(data: Uint8Array, shape: readonly number[]): Tensor<'uint8'> {
  return fromTypedArray(data, shape) as Tensor<'uint8'>
}

/** A one-dimensional int32 tensor on the memory of `data`. */
export function int32Vector(data: Int32Array): Tensor<'int32'> {
  return fromTypedArray(data) as Tensor<'int32'>
}
