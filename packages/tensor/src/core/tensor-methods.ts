import type { BackwardOptions, Operand, ReduceOptions, SliceSpec } from '../types/options'
import type { DType } from './dtype'
import type { Shape } from './shape'
import type { Tensor } from './tensor'
import type { View } from './view'

/** The operations that a Tensor has as methods; the composition root registers them. */
export interface TensorMethods {
  add(a: Tensor, b: Operand): Tensor
  subtract(a: Tensor, b: Operand): Tensor
  multiply(a: Tensor, b: Operand): Tensor
  divide(a: Tensor, b: Operand): Tensor
  matmul(a: Tensor, b: Operand): Tensor
  sum(x: Tensor, options?: ReduceOptions): Tensor
  mean(x: Tensor, options?: ReduceOptions): Tensor
  reshape<D extends DType>(x: Tensor<D>, shape: Shape): Tensor<D>
  permuteDims(x: Tensor, axes: readonly number[]): Tensor
  slice(x: Tensor, spec: SliceSpec): Tensor
  astype(x: Tensor, dtype: DType): Tensor
  backward(output: Tensor, gradient?: Tensor, options?: BackwardOptions): void
  /** A copy with row-major strides; nothing is recorded. */
  contiguousCopy<D extends DType>(x: Tensor<D>): Tensor<D>
  format(x: View): string
}

let registered: TensorMethods | null = null

export function setTensorMethods(methods: TensorMethods): void {
  registered = methods
}

export function tensorMethods(): TensorMethods {
  return registered as TensorMethods
}
