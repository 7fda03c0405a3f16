import { describe } from '@handwritten/checks'
import type { Reduced, Reversed } from '../types/axes'
import type { Beside, BroadcastIn } from '../types/broadcast'
import type { DTypeIn, FloatIn, FloatOf, PromotedIn, WideIn } from '../types/dtypes'
import type { ArrayOf } from '../types/nested'
import type { BackwardOptions, Operand, ReduceOptions, SliceSpec } from '../types/options'
import type { MatmulIn, MatmulWith } from '../types/products'
import type { ShapeIn } from '../types/shapes'
import type { Reshaped, Sliced } from '../types/views'
import { checkCount } from './check-call'
import { type DataOf, type DType, isFloat } from './dtype'
import { DTypeError, ShapeError, ValueError } from './errors'
import type { GraphNode } from './graph-node'
import { memoryObserver } from './memory-observer'
import { type NestedArray, toNested } from './nested'
import { type Axes, formatShape, rowMajorStrides, type Shape, sizeOf } from './shape'
import { Storage } from './storage'
import { tensorMethods } from './tensor-methods'
import type { View } from './view'

const tensorBrand = Symbol.for('@handwritten/tensor: Tensor')

/** Describes a value where a tensor of this copy of the package is expected, for messages. */
export function noTensor(value: unknown): string {
  const branded = typeof value === 'object' && value !== null && tensorBrand in value
  return branded
    ? 'a tensor of another copy of @handwritten/tensor; load the package once, as an ES module or with require'
    : `${describe(value)}; make arrays into tensors with tensor(...)`
}

/**
 * An n-dimensional array: a strided view of a storage. Several tensors may share one storage; what
 * is written through one is seen through all. Tensors are ordinary garbage-collected objects.
 */
export class Tensor<D extends DType = DType, S extends Shape = Shape> implements View {
  readonly storage: Storage<D>
  readonly shape: Readonly<S>
  /** Elements to step over in memory for one step along each axis; may be 0 or negative. */
  readonly strides: readonly number[]
  /** Position of the first element in the storage. */
  readonly offset: number
  /** Number of elements. */
  readonly size: number
  /** The gradient that `backward` has summed into this leaf, of the tensor's own shape. */
  grad: Tensor<D, S> | null = null
  /** The operation that made this tensor, when its gradient is recorded. */
  node: GraphNode | null = null
  #requiresGrad = false

  constructor(storage: Storage<D>, shape: Readonly<S>, strides?: readonly number[], offset = 0) {
    if (!(storage instanceof Storage) || !Array.isArray(shape)) {
      throw new ValueError(
        `Tensor: expected a Storage and a shape, found ${describe(storage)} and ${describe(shape)}; make tensors with tensor(...)`,
      )
    }
    this.storage = storage
    this.shape = shape
    this.strides = strides ?? rowMajorStrides(shape)
    this.offset = offset
    this.size = sizeOf(shape)
  }

  /** Marks the tensors of every copy of the package; `noTensor` reads it. */
  get [tensorBrand](): true {
    return true
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
    if (typeof wanted !== 'boolean') {
      throw new ValueError(`requiresGrad: expected true or false, found ${describe(wanted)}`)
    }
    if (wanted && !isFloat(this.dtype)) {
      throw new DTypeError(`requiresGrad: only floats have gradients, found ${this.dtype}`)
    }
    this.#requiresGrad = wanted
  }

  /** The only element as a number (a bool gives 0 or 1); a `ShapeError` unless there is exactly one. */
  item(): number {
    checkCount('item', arguments.length, 0)
    if (this.size !== 1) {
      throw new ShapeError(`item: expected one element, found shape ${formatShape(this.shape)}`)
    }
    memoryObserver()?.read(this, 'item')
    return this.storage.data[this.offset]
  }

  /** Nested arrays of numbers (of booleans for bool); a 0-d tensor gives its element. */
  toArray<X extends Tensor>(this: X): ArrayOf<DTypeIn<X>, ShapeIn<X>>
  toArray(): NestedArray {
    checkCount('toArray', arguments.length, 0)
    return toNested(this.toTypedArray(), this.shape, this.dtype === 'bool')
  }

  /** A copy of the elements in row-major order. */
  toTypedArray(): DataOf<D> {
    checkCount('toTypedArray', arguments.length, 0)
    memoryObserver()?.read(this, 'toTypedArray')
    return tensorMethods().contiguousCopy(this as Tensor<D>).storage.data
  }

  /**
   * Sums the gradient of this tensor with respect to every leaf that requires one into the leaf's
   * `grad`. `gradient` has this tensor's shape and may be left out for a single element, where it
   * is 1. The graph is freed on the way unless `retainGraph` or `createGraph` is given.
   */
  backward(gradient?: Tensor, options?: BackwardOptions): void {
    checkCount('backward', arguments.length, 2)
    tensorMethods().backward(this, gradient, options)
  }

  /** The same elements, cut off from the graph. */
  detach(): Tensor<D, S> {
    checkCount('detach', arguments.length, 0)
    return new Tensor(this.storage, this.shape, this.strides, this.offset)
  }

  /** The elements as `toArray` gives them: `JSON.stringify` writes nested arrays; NaN and infinities become null. */
  toJSON(): NestedArray {
    return (this as Tensor).toArray() as NestedArray
  }

  toString(): string {
    memoryObserver()?.read(this, 'toString')
    return tensorMethods().format(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /** The matrix transpose of a 2-d tensor, or all axes reversed; a view. */
  get T(): Tensor<D, Reversed<S>> {
    const axes = Array.from(this.shape, (_, axis) => this.ndim - 1 - axis)
    return tensorMethods().permuteDims(this as Tensor, axes) as Tensor as Tensor<D, Reversed<S>>
  }

  add<A extends Tensor, B extends Operand>(
    this: A,
    other: Beside<'add', A, B>,
  ): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
  add(this: Tensor, other: Operand): Tensor {
    checkCount('add', arguments.length, 1)
    return tensorMethods().add(this, other)
  }

  subtract<A extends Tensor, B extends Operand>(
    this: A,
    other: Beside<'subtract', A, B>,
  ): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
  subtract(this: Tensor, other: Operand): Tensor {
    checkCount('subtract', arguments.length, 1)
    return tensorMethods().subtract(this, other)
  }

  multiply<A extends Tensor, B extends Operand>(
    this: A,
    other: Beside<'multiply', A, B>,
  ): Tensor<PromotedIn<A, B>, BroadcastIn<A, B>>
  multiply(this: Tensor, other: Operand): Tensor {
    checkCount('multiply', arguments.length, 1)
    return tensorMethods().multiply(this, other)
  }

  divide<A extends Tensor, B extends Operand>(
    this: A,
    other: Beside<'divide', A, B>,
  ): Tensor<FloatOf<PromotedIn<A, B>>, BroadcastIn<A, B>>
  divide(this: Tensor, other: Operand): Tensor {
    checkCount('divide', arguments.length, 1)
    return tensorMethods().divide(this, other)
  }

  matmul<A extends Tensor, B extends Operand>(
    this: A,
    other: MatmulWith<A, B>,
  ): Tensor<PromotedIn<A, B>, MatmulIn<A, B>>
  matmul(this: Tensor, other: Operand): Tensor {
    checkCount('matmul', arguments.length, 1)
    return tensorMethods().matmul(this, other)
  }

  sum<
    X extends Tensor,
    const A extends Axes | undefined = undefined,
    K extends boolean | undefined = false,
  >(this: X, options?: ReduceOptions<A, K>): Tensor<WideIn<X>, Reduced<ShapeIn<X>, A, K>>
  sum(this: Tensor, options?: ReduceOptions): Tensor {
    checkCount('sum', arguments.length, 1)
    return tensorMethods().sum(this, options)
  }

  mean<
    X extends Tensor,
    const A extends Axes | undefined = undefined,
    K extends boolean | undefined = false,
  >(this: X, options?: ReduceOptions<A, K>): Tensor<FloatIn<X>, Reduced<ShapeIn<X>, A, K>>
  mean(this: Tensor, options?: ReduceOptions): Tensor {
    checkCount('mean', arguments.length, 1)
    return tensorMethods().mean(this, options)
  }

  reshape<const T extends Shape>(shape: T): Tensor<D, Reshaped<T>> {
    checkCount('reshape', arguments.length, 1)
    return tensorMethods().reshape(this as Tensor<D>, shape) as Tensor as Tensor<D, Reshaped<T>>
  }

  slice<X extends Tensor, const Spec extends SliceSpec>(
    this: X,
    spec: Spec,
  ): Tensor<DTypeIn<X>, Sliced<ShapeIn<X>, Spec>>
  slice(this: Tensor, spec: SliceSpec): Tensor {
    checkCount('slice', arguments.length, 1)
    return tensorMethods().slice(this, spec)
  }

  astype<E extends DType>(dtype: E): Tensor<E, S> {
    checkCount('astype', arguments.length, 1)
    return tensorMethods().astype(this as Tensor, dtype) as Tensor<E, S>
  }
}
