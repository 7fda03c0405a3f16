import { describe, expectTypeOf, it } from 'vitest'
import type { DType, NestedArray, NestedInput, Shape, Tensor } from '../src/index'
import * as t from '../src/index'
import type { Beside } from '../src/types/broadcast'
import type { MatmulWith, WeightFor } from '../src/types/products'

type F32<S extends Shape = Shape> = Tensor<'float32', S>

const x = t.tensor([
  [1, 2, 3],
  [4, 5, 6],
])
const whole = t.zeros([2, 3], { dtype: 'int32' })
const sizes: number[] = [2, 3]
const unknown = t.zeros(sizes)
const anything: Tensor = x

// What follows is checked by the compiler; none of it runs.
const types = (_: () => void) => () => {}

describe('making tensors', () => {
  it(
    'knows dtype and shape of what is given as literals',
    types(() => {
      expectTypeOf(x).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.tensor(5)).toEqualTypeOf<F32<[]>>()
      expectTypeOf(t.tensor([true, false])).toEqualTypeOf<Tensor<'bool', [2]>>()
      expectTypeOf(t.tensor([1, 2, 3, 4], { dtype: 'uint8', shape: [2, 2] })).toEqualTypeOf<
        Tensor<'uint8', [2, 2]>
      >()
      expectTypeOf(t.tensor(Float64Array.of(1))).toEqualTypeOf<Tensor<'float64', [number]>>()
      expectTypeOf(t.zeros([2, 3])).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.ones([], { dtype: 'float64' })).toEqualTypeOf<Tensor<'float64', []>>()
      expectTypeOf(t.full([2], true)).toEqualTypeOf<Tensor<'bool', [2]>>()
      expectTypeOf(t.zerosLike(whole)).toEqualTypeOf<Tensor<'int32', [2, 3]>>()
      expectTypeOf(t.fromTypedArray(Int32Array.of(1, 2), [1, 2])).toEqualTypeOf<
        Tensor<'int32', [1, 2]>
      >()
      expectTypeOf(t.arange(3, undefined, { dtype: 'int32' })).toEqualTypeOf<
        Tensor<'int32', [number]>
      >()
      expectTypeOf(t.linspace(0, 1, 5)).toEqualTypeOf<F32<[5]>>()
      expectTypeOf(t.eye(3)).toEqualTypeOf<F32<[3, 3]>>()
      expectTypeOf(t.eye(2, 3)).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(new t.Generator(1).normal([64, 2])).toEqualTypeOf<F32<[64, 2]>>()
    }),
  )

  it(
    'knows less where less is given',
    types(() => {
      const n = sizes[0]
      expectTypeOf(unknown).toEqualTypeOf<F32>()
      expectTypeOf(t.zeros([n, 3])).toEqualTypeOf<F32<[number, 3]>>()
      expectTypeOf(t.zeros([...sizes, 3])).toEqualTypeOf<F32>()
      expectTypeOf(t.tensor(sizes)).toEqualTypeOf<F32<[number]>>()
      expectTypeOf(t.tensor([1] as NestedInput)).toEqualTypeOf<Tensor>()
    }),
  )

  it(
    'gives elements back as they are nested',
    types(() => {
      expectTypeOf(x.toArray()).toEqualTypeOf<number[][]>()
      expectTypeOf(t.tensor(1).toArray()).toEqualTypeOf<number>()
      expectTypeOf(t.tensor([true]).toArray()).toEqualTypeOf<boolean[]>()
      expectTypeOf(unknown.toArray()).toEqualTypeOf<NestedArray>()
      expectTypeOf(whole.data).toEqualTypeOf<Int32Array>()
      expectTypeOf(x.shape).toEqualTypeOf<readonly [2, 3]>()
    }),
  )

  it(
    'is a Tensor whatever it is',
    types(() => {
      expectTypeOf<Tensor<'bool', [2]>>().toExtend<Tensor>()
      expectTypeOf<F32<[2, 3]>>().toExtend<F32<[number, 3]>>()
      expectTypeOf<F32<[2, 3]>>().not.toExtend<F32<[3, 2]>>()
      expectTypeOf<Tensor>().not.toExtend<F32>()
      expectTypeOf<F32>().not.toExtend<F32<[2]>>()
    }),
  )
})

describe('operations', () => {
  it(
    'promote and broadcast',
    types(() => {
      expectTypeOf(t.add(x, x)).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.add(x, whole)).toEqualTypeOf<Tensor<'float64', [2, 3]>>()
      expectTypeOf(t.multiply(2, x)).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.multiply(whole, 2)).toEqualTypeOf<Tensor<DType, [2, 3]>>()
      expectTypeOf(t.divide(whole, whole)).toEqualTypeOf<Tensor<'float64', [2, 3]>>()
      expectTypeOf(t.add(t.zeros([4, 1, 3]), t.zeros([2, 1]))).toEqualTypeOf<F32<[4, 2, 3]>>()
      expectTypeOf(t.add(t.zeros([sizes[0], 3]), t.zeros([3]))).toEqualTypeOf<F32<[number, 3]>>()
      expectTypeOf(t.less(x, 1)).toEqualTypeOf<Tensor<'bool', [2, 3]>>()
      expectTypeOf(t.where(t.less(x, 1), x, 0)).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.exp(whole)).toEqualTypeOf<Tensor<'float64', [2, 3]>>()
      expectTypeOf(t.relu(x)).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(x.add(x).multiply(3)).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.astype(x, 'float64')).toEqualTypeOf<Tensor<'float64', [2, 3]>>()
    }),
  )

  it(
    'reduce',
    types(() => {
      expectTypeOf(t.sum(x)).toEqualTypeOf<F32<[]>>()
      expectTypeOf(t.sum(x, { axis: -1 })).toEqualTypeOf<F32<[2]>>()
      expectTypeOf(x.mean({ axis: 0, keepdims: true })).toEqualTypeOf<F32<[1, 3]>>()
      expectTypeOf(t.max(t.zeros([2, 3, 4]), { axis: [0, -1] })).toEqualTypeOf<F32<[3]>>()
      expectTypeOf(t.sum(whole)).toEqualTypeOf<Tensor<'int32', []>>()
      expectTypeOf(t.mean(whole)).toEqualTypeOf<Tensor<'float64', []>>()
      expectTypeOf(t.argmax(x, { axis: 1 })).toEqualTypeOf<Tensor<'int32', [2]>>()
      expectTypeOf(t.any(x)).toEqualTypeOf<Tensor<'bool', []>>()
      expectTypeOf(t.sum(x, { axis: sizes })).toEqualTypeOf<F32>()
      expectTypeOf(t.sum(x, {} as t.ReduceOptions)).toEqualTypeOf<F32>()
      // @ts-expect-error a misspelt option
      t.sum(x, { axis: 0, keepdim: true })
    }),
  )

  it(
    'turn, cut and join',
    types(() => {
      expectTypeOf(x.T).toEqualTypeOf<F32<[3, 2]>>()
      expectTypeOf(t.matrixTranspose(t.zeros([5, 2, 3]))).toEqualTypeOf<F32<[5, 3, 2]>>()
      expectTypeOf(t.permuteDims(t.zeros([5, 2, 3]), [2, 0, -2])).toEqualTypeOf<F32<[3, 5, 2]>>()
      expectTypeOf(t.reshape(x, [3, 2])).toEqualTypeOf<F32<[3, 2]>>()
      expectTypeOf(x.reshape([3, -1])).toEqualTypeOf<F32<[3, number]>>()
      expectTypeOf(t.expandDims(x, { axis: -1 })).toEqualTypeOf<F32<[2, 3, 1]>>()
      expectTypeOf(t.squeeze(t.zeros([1, 2, 1]))).toEqualTypeOf<F32<[2]>>()
      expectTypeOf(t.squeeze(t.zeros([1, 2, 1]), { axis: 0 })).toEqualTypeOf<F32<[2, 1]>>()
      expectTypeOf(t.broadcastTo(t.zeros([3]), [2, 3])).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.slice(x, [0])).toEqualTypeOf<F32<[3]>>()
      expectTypeOf(x.slice([[], 0])).toEqualTypeOf<F32<[2]>>()
      expectTypeOf(t.slice(x, [[0, 1]])).toEqualTypeOf<F32<[number, 3]>>()
      expectTypeOf(t.flip(x)).toEqualTypeOf<F32<[2, 3]>>()
      expectTypeOf(t.concat([x, x])).toEqualTypeOf<F32>()
      expectTypeOf(t.take(x, t.zeros([4], { dtype: 'int32' }), { axis: 1 })).toEqualTypeOf<
        F32<[2, 4]>
      >()
      expectTypeOf(t.topK(x, 2).values).toEqualTypeOf<F32<[2, 2]>>()
      expectTypeOf(t.oneHot(t.zeros([4], { dtype: 'int32' }), 10)).toEqualTypeOf<F32<[4, 10]>>()
    }),
  )

  it(
    'multiply matrices',
    types(() => {
      expectTypeOf(t.matmul(x, x.T)).toEqualTypeOf<F32<[2, 2]>>()
      expectTypeOf(x.matmul(t.zeros([3]))).toEqualTypeOf<F32<[2]>>()
      expectTypeOf(t.matmul(t.zeros([2]), x)).toEqualTypeOf<F32<[3]>>()
      expectTypeOf(t.matmul(t.zeros([3]), t.zeros([3]))).toEqualTypeOf<F32<[]>>()
      expectTypeOf(t.matmul(t.zeros([7, 1, 2, 3]), t.zeros([5, 3, 4]))).toEqualTypeOf<
        F32<[7, 5, 2, 4]>
      >()
      expectTypeOf(t.matmul(t.zeros([sizes[0], 3]), t.zeros([3, 4]))).toEqualTypeOf<
        F32<[number, 4]>
      >()
      expectTypeOf(t.linear(t.zeros([64, 3]), x)).toEqualTypeOf<F32<[64, 2]>>()
      expectTypeOf(t.outer(t.zeros([2]), t.zeros([3]))).toEqualTypeOf<F32<[2, 3]>>()
    }),
  )

  it(
    'have gradients like what they are the gradients by',
    types(() => {
      const f = (a: F32<[2]>, b: Tensor<'float64', []>) => t.sum(t.multiply(a, b))
      expectTypeOf(t.grad(f)).returns.toEqualTypeOf<F32<[2]>>()
      expectTypeOf(t.grad(f, { argument: 1 })).returns.toEqualTypeOf<Tensor<'float64', []>>()
      expectTypeOf(t.grad((a: Tensor) => t.sum(a))).returns.toEqualTypeOf<Tensor>()
    }),
  )

  it(
    'of unknown shapes are allowed, and give a plain tensor',
    types(() => {
      expectTypeOf(t.matmul(anything, t.zeros([4, 5]))).toEqualTypeOf<
        Tensor<'float32' | 'float64'>
      >()
      expectTypeOf(t.add(unknown, x)).toEqualTypeOf<F32>()
      expectTypeOf(t.sum(unknown, { axis: 0 })).toEqualTypeOf<F32>()
      expectTypeOf(unknown.T).toEqualTypeOf<F32>()
      const twice = <D extends DType>(y: Tensor<D>): Tensor<D> => t.flip(t.flip(t.relu(y)))
      expectTypeOf(twice(t.zeros(sizes, { dtype: 'uint8' }))).toEqualTypeOf<Tensor<'uint8'>>()
    }),
  )

  it(
    'take one of several shapes',
    types(() => {
      const either = [t.zeros([2]), t.zeros([3, 4])][sizes[0]]
      expectTypeOf(t.sum(either)).toEqualTypeOf<F32<[]>>()
      expectTypeOf(t.exp(either).toArray()).toEqualTypeOf<number[] | number[][]>()
    }),
  )
})

describe('shapes that do not fit', () => {
  it(
    'are refused',
    types(() => {
      // @ts-expect-error 3 against 4
      t.matmul(t.zeros([2, 3]), t.zeros([4, 5]))
      // @ts-expect-error 3 against 2
      x.matmul(x)
      // @ts-expect-error batches of 2 and 3
      t.matmul(t.zeros([2, 3, 4]), t.zeros([3, 4, 5]))
      // @ts-expect-error a number has no matrix product
      t.matmul(x, 2)
      // @ts-expect-error 3 against 2
      t.add(x, t.zeros([2]))
      // @ts-expect-error 3 against 4
      x.subtract(t.zeros([2, 4]))
      // @ts-expect-error 3 against 2
      t.where(true, x, t.zeros([2]))
      // @ts-expect-error inputs of 3 and 2
      t.linear(x, t.zeros([4, 2]))
    }),
  )

  it(
    'are told in the words of the error at run time',
    types(() => {
      expectTypeOf<
        Beside<'add', F32<[2, 3]>, F32<[2]>>['shapeMismatch']
      >().toEqualTypeOf<'add: shapes do not broadcast: [2, 3] and [2]'>()
      expectTypeOf<
        MatmulWith<F32<[2, 3]>, F32<[4, 5]>>['shapeMismatch']
      >().toEqualTypeOf<'matmul: expected [..., m, k] x [..., k, n], found [2, 3] x [4, 5]'>()
      expectTypeOf<
        WeightFor<F32<[2, 3]>, F32<[4, 2]>>['shapeMismatch']
      >().toEqualTypeOf<'linear: expected x [n, inputs] and weight [outputs, inputs], found [2, 3] and [4, 2]'>()
    }),
  )
})
