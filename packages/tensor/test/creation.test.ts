import { describe, expect, it } from 'vitest'
import * as t from '../src/index'
import { DTypeError, ShapeError, tensor, ValueError } from '../src/index'

describe('tensor', () => {
  it('takes nested arrays of any depth', () => {
    const x = tensor([
      [[1], [2]],
      [[3], [4]],
      [[5], [6]],
    ])
    expect([x.shape, x.strides, x.size, x.ndim, x.dtype]).toEqual([
      [3, 2, 1],
      [2, 1, 1],
      6,
      3,
      'float32',
    ])
    expect(x.toArray()).toEqual([
      [[1], [2]],
      [[3], [4]],
      [[5], [6]],
    ])
    expect(tensor([[], []]).shape).toEqual([2, 0])
    expect(tensor([]).shape).toEqual([0])
    expect(tensor(5).shape).toEqual([])
  })

  it('copies typed arrays, where fromTypedArray does not', () => {
    const data = Float64Array.of(1, 2, 3, 4)
    const [copy, view] = [tensor(data, { shape: [2, 2] }), t.fromTypedArray(data, [2, 2])]
    data[0] = 9
    expect(copy.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(view.toArray()).toEqual([
      [9, 2],
      [3, 4],
    ])
    expect([copy.dtype, tensor([Int32Array.of(1), Int32Array.of(2)]).dtype]).toEqual([
      'float64',
      'float32',
    ])
  })

  it('converts to the dtype asked for', () => {
    expect(tensor([true, false]).dtype).toBe('bool')
    expect(tensor([true, false], { dtype: 'int32' }).toArray()).toEqual([1, 0])
    expect(tensor([0, 2, Number.NaN], { dtype: 'bool' }).toArray()).toEqual([false, true, true])
    expect(tensor([-1, 256, 3.9], { dtype: 'uint8' }).toArray()).toEqual([255, 0, 3])
    expect(tensor([0.1]).item()).toBe(Math.fround(0.1))
  })

  it.each([
    ['ragged rows', () => tensor([[1, 2], [3]]), ShapeError, 'tensor: nested arrays are ragged'],
    ['a number beside a row', () => tensor([[1], 2]), ShapeError, 'found a single value'],
    ['a row beside a number', () => tensor([1, [2]]), ShapeError, 'found 1 elements'],
    [
      'a shape of another size',
      () => tensor([1, 2, 3], { shape: [2, 2] }),
      ShapeError,
      'has 4 elements, found 3',
    ],
    ['a negative size', () => t.zeros([2, -1]), ShapeError, 'whole sizes from 0, found [2, -1]'],
    ['a size for a shape', () => t.zeros(2 as never), ShapeError, 'whole sizes from 0, found 2'],
    ['a broken size', () => t.zeros([0.5]), ShapeError, 'whole sizes'],
    [
      'another typed array shape',
      () => t.fromTypedArray(new Uint8Array(3), [2]),
      ShapeError,
      'fromTypedArray',
    ],
    [
      'an unknown dtype',
      () => tensor([1], { dtype: 'int64' as 'int32' }),
      DTypeError,
      "found 'int64'",
    ],
  ])('refuses %s', (_, wrong, error, message) => {
    expect(wrong).toThrow(error)
    expect(wrong).toThrow(message)
  })
})

describe('values out', () => {
  it('item takes exactly one element', () => {
    expect(tensor([[7]]).item()).toBe(7)
    expect(tensor([true]).item()).toBe(1)
    expect(() => tensor([1, 2]).item()).toThrow('item: expected one element, found shape [2]')
  })

  it('toTypedArray is a copy', () => {
    const x = tensor([1, 2])
    x.toTypedArray()[0] = 9
    expect(x.toArray()).toEqual([1, 2])
  })
})

describe('ranges', () => {
  it('arange stops before its end', () => {
    expect(t.arange(3).toArray()).toEqual([0, 1, 2])
    expect(t.arange(5, 0, { step: -2 }).toArray()).toEqual([5, 3, 1])
    expect(t.arange(0, 1, { step: 0.1, dtype: 'float64' }).size).toBe(10)
    expect(t.arange(2, 1).shape).toEqual([0])
  })

  it('linspace reaches both ends exactly', () => {
    const x = t.linspace(-0.1, 0.7, 49, { dtype: 'float64' }).toTypedArray()
    expect([x[0], x[48]]).toEqual([-0.1, 0.7])
    expect(t.linspace(3, 4, 1).toArray()).toEqual([3])
    expect(t.linspace(3, 4, 0).shape).toEqual([0])
  })

  it.each([
    ['a step of 0', () => t.arange(0, 1, { step: 0 }), 'arange: '],
    ['no end', () => t.arange(0, Number.POSITIVE_INFINITY), 'arange: '],
    ['half a number of points', () => t.linspace(0, 1, 2.5), 'linspace: '],
  ])('refuses %s', (_, wrong, message) => {
    expect(wrong).toThrow(ValueError)
    expect(wrong).toThrow(message)
  })
})

describe('likes', () => {
  it('keep shape, dtype and the order of axes', () => {
    const x = tensor(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { dtype: 'float64' },
    ).T
    for (const like of [t.zerosLike(x), t.onesLike(x), t.copy(x)]) {
      expect([like.shape, like.strides, like.dtype]).toEqual([[3, 2], [1, 3], 'float64'])
    }
    expect(t.onesLike(t.broadcastTo(tensor([1]), [2, 2])).toArray()).toEqual([
      [1, 1],
      [1, 1],
    ])
  })
})
