import { type BackwardOptions, backward } from './autograd/backward'
import type { GraphNode } from './autograd/graph'
import type { View } from './backend/backend'
import { currentBackend } from './backend/current'
import { type DataOf, type DType, isFloat } from './dtype'
import { empty } from './empty'
import { DTypeError, ShapeError } from './errors'
import { formatTensor } from './format/format-tensor'
import { type NestedArray, toNested } from './nested'
import { add, divide, multiply, subtract } from './ops/arithmetic'
import { astype } from './ops/astype'
import { matmul } from './ops/matmul'
import { mean } from './ops/mean'
import type { Operand } from './ops/operand'
import { permuteDims } from './ops/permute-dims'
import type { ReduceOptions } from './ops/reduction'
import { reshape } from './ops/reshape'
import { type SliceSpec, slice } from './ops/slice'
import { sum } from './ops/sum'
import { memoryObserver } from './program/observer'
import { formatShape, rowMajorStrides, type Shape, sizeOf } from './shape'
import type { Storage } from './storage'

/**
 * An n-dimensional array: a strided view of a storage. Several tensors may share one storage; what
 * is written through one is seen through all. Tensors are ordinary garbage-collected objects.
 */
export class Tensor<D extends DType = DType> implements View {
  readonly storage: Storage<D>
  readonly shape: Shape
  /** Elements to step over in memory for one step along each axis; may be 0 or negative. */
  readonly strides: readonly number[]
  /** Position of the first element in the storage. */
  readonly offset: number
  /** Number of elements. */
  readonly size: number
  /** The gradient that `backward` has summed into this leaf, of the tensor's own shape. */
  grad: Tensor<D> | null = null
  /** The operation that made this tensor, when its gradient is recorded. */
  node: GraphNode | null = null
  #requiresGrad = false

  constructor(
    storage: Storage<D>,
    shape: Shape,
    strides: readonly number[] = rowMajorStrides(shape),
    offset = 0,
  ) {
    this.storage = storage
    this.shape = shape
    this.strides = strides
    this.offset = offset
    this.size = sizeOf(shape)
  }

  get dtype(): D {
    return this.storage.dtype
  }

  /** The whole memory of the storage; see `strides` and `offset` for what belongs to this tensor. */
  get data(): DataOf<D> {
    memoryObserver()?.read(this, 'data')
    return this.storage.data
  }

  /** Number of axes. */
  get ndim(): number {
    return this.shape.length
  }

  /** Whether operations on this tensor are recorded so that `backward` can reach it. */
  get requiresGrad(): boolean {
    return this.#requiresGrad
  }

  set requiresGrad(wanted: boolean) {
    if (wanted && !isFloat(this.dtype)) {
      throw new DTypeError(`requiresGrad: only floats have gradients, found ${this.dtype}`)
    }
    this.#requiresGrad = wanted
  }

  /** The only element as a number (a bool gives 0 or 1); a `ShapeError` unless there is exactly one. */
  item(): number {
    if (this.size !== 1) {
      throw new ShapeError(`item: expected one element, found shape ${formatShape(this.shape)}`)
    }
    memoryObserver()?.read(this, 'item')
    return this.storage.data[this.offset]
  }

  /** Nested arrays of numbers (of booleans for bool); a 0-d tensor gives its element. */
  toArray(): NestedArray {
    return toNested(this.toTypedArray(), this.shape, this.dtype === 'bool')
  }

  /** A copy of the elements in row-major order. */
  toTypedArray(): DataOf<D> {
    memoryObserver()?.read(this, 'toTypedArray')
    const out = empty(this.shape, this.dtype)
    currentBackend().copy(this, out)
    return out.storage.data
  }

  /**
   * Sums the gradient of this tensor with respect to every leaf that requires one into the leaf's
   * `grad`. `gradient` has this tensor's shape and may be left out for a single element, where it
   * is 1. The graph is freed on the way unless `retainGraph` or `createGraph` is given.
   */
  backward(gradient?: Tensor, options?: BackwardOptions): void {
    backward(this, gradient, options)
  }

  /** The same elements, cut off from the graph. */
  detach(): Tensor<D> {
    return new Tensor(this.storage, this.shape, this.strides, this.offset)
  }

  toString(): string {
    memoryObserver()?.read(this, 'toString')
    return formatTensor(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /** The matrix transpose of a 2-d tensor, or all axes reversed; a view. */
  get T(): Tensor<D> {
    return permuteDims(
      this,
      Array.from(this.shape, (_, axis) => this.ndim - 1 - axis),
    )
  }

  add(other: Operand): Tensor {
    return add(this, other)
  }

  subtract(other: Operand): Tensor {
    return subtract(this, other)
  }

  multiply(other: Operand): Tensor {
    return multiply(this, other)
  }

  divide(other: Operand): Tensor {
    return divide(this, other)
  }

  matmul(other: Operand): Tensor {
    return matmul(this, other)
  }

  sum(options?: ReduceOptions): Tensor {
    return sum(this, options)
  }

  mean(options?: ReduceOptions): Tensor {
    return mean(this, options)
  }

  reshape(shape: Shape): Tensor<D> {
    return reshape(this, shape)
  }

  slice(spec: SliceSpec): Tensor<D> {
    return slice(this, spec)
  }

  astype<E extends DType>(dtype: E): Tensor<E> {
    return astype(this, dtype)
  }
}
