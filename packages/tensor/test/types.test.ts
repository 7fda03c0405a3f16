import { expectTypeOf, it } from 'vitest'
import type { Tensor } from '../src/index'
import * as t from '../src/index'

it('the dtype is part of the type where it is known', () => {
  expectTypeOf(t.zeros([2])).toEqualTypeOf<Tensor<'float32'>>()
  expectTypeOf(t.arange(3, undefined, { dtype: 'int32' })).toEqualTypeOf<Tensor<'int32'>>()
  expectTypeOf(t.tensor(Float64Array.of(1))).toEqualTypeOf<Tensor<'float64'>>()
  expectTypeOf(t.fromTypedArray(Int32Array.of(1)).data).toEqualTypeOf<Int32Array>()
  expectTypeOf(t.slice(t.zeros([2], { dtype: 'uint8' }), [0])).toEqualTypeOf<Tensor<'uint8'>>()
  expectTypeOf(t.less(t.zeros([2]), 1)).toEqualTypeOf<Tensor<'bool'>>()
  expectTypeOf(t.argmax(t.zeros([2]))).toEqualTypeOf<Tensor<'int32'>>()
  expectTypeOf(t.astype(t.zeros([2]), 'float64')).toEqualTypeOf<Tensor<'float64'>>()
})

it('a tensor of any dtype is a Tensor', () => {
  expectTypeOf<Tensor<'bool'>>().toExtend<Tensor>()
  expectTypeOf<Tensor>().not.toExtend<Tensor<'float32'>>()
})
