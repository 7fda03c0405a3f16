import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import * as t from '../../src/index'

/** Evaluates an expression in another realm, whose built-in classes are not those of this one. */
const context = createContext({})
const foreign = <T>(expression: string): T => runInContext(`(${expression})`, context) as T

describe('values of another realm', () => {
  it.each([
    ['Float32Array', 'float32'],
    ['Float64Array', 'float64'],
    ['Int32Array', 'int32'],
    ['Uint8Array', 'uint8'],
  ] as const)('%s keeps its dtype, copied and without a copy', (name, dtype) => {
    const data = foreign<t.TypedArray>(`new ${name}([1, 2, 3])`)
    expect(data instanceof Float32Array).toBe(false)
    const copied = t.tensor(data)
    expect([copied.dtype, copied.toArray()]).toEqual([dtype, [1, 2, 3]])
    const shared = t.fromTypedArray(data)
    expect([shared.dtype, shared.toArray()]).toEqual([dtype, [1, 2, 3]])
    data[0] = 7
    expect(shared.toArray()).toEqual([7, 2, 3])
    t.fill(shared, 5)
    expect(Array.from(data)).toEqual([5, 5, 5])
    expect(t.add(shared, 1).toArray()).toEqual([6, 6, 6])
  })

  it('nested arrays, options, shapes and axes are read as those of this realm', () => {
    const nested = foreign<number[][]>('[[1, 2], [3, 4]]')
    const options = foreign<{ dtype: 'float64' }>("({ dtype: 'float64' })")
    const x = t.tensor(nested, options)
    expect([x.dtype, x.shape]).toEqual(['float64', [2, 2]])
    expect(t.sum(x, foreign<object>('({ axis: [0, 1] })')).item()).toBe(10)
    expect(t.reshape(x, foreign<number[]>('[4]')).toArray()).toEqual([1, 2, 3, 4])
    expect(t.slice(x, foreign<[number, [number, number]]>('[0, [1, 2]]')).toArray()).toEqual([2])
    expect(() => t.sum(x, foreign<object>('({ dim: 1 })'))).toThrow(t.ValueError)
    expect(() => t.sum(x, foreign<object>('new Map()'))).toThrow(t.ValueError)
  })

  it('bytes of files are read, also from a Buffer', async () => {
    const x = t.tensor([1, 2])
    const npz = t.encodeNpz({ a: x })
    const safetensors = t.encodeSafetensors({ tensors: { a: x } })
    const copyTo = (bytes: Uint8Array) => foreign<Uint8Array>(`new Uint8Array([${bytes}])`)
    for (const make of [copyTo, (bytes: Uint8Array) => Buffer.from(bytes)]) {
      expect(t.decodeNpy(make(t.encodeNpy(x))).toArray()).toEqual([1, 2])
      expect((await t.decodeNpz(make(npz))).a.toArray()).toEqual([1, 2])
      expect(t.decodeSafetensors(make(safetensors)).tensors.a.toArray()).toEqual([1, 2])
    }
  })

  it('promises are noticed where a function must be synchronous', () => {
    const asynchronous = foreign<() => t.Tensor>('() => Promise.resolve(1)')
    expect(() => t.noGrad(asynchronous)).toThrow(t.GradientError)
    expect(() => t.capture(asynchronous)()).toThrow(t.CaptureError)
  })
})

describe('typed arrays whose elements are of no dtype', () => {
  it.each([
    ['Int8Array', [-128, 127]],
    ['Int16Array', [-32768, 32767]],
    ['Uint16Array', [0, 65535]],
    ['Uint32Array', [0, 2 ** 31 - 1]],
    ['BigInt64Array', [-(2n ** 31n), 2n ** 31n - 1n]],
    ['BigUint64Array', [0n, 5n]],
  ])('%s becomes int32', (name, values) => {
    const list = values.map((value) => (typeof value === 'bigint' ? `${value}n` : value))
    for (const data of [foreign(`new ${name}([${list}])`), runInThisRealm(name, list)]) {
      const x = t.tensor(data as never) as t.Tensor
      expect(x.dtype).toBe('int32')
      expect(x.toArray()).toEqual(values.map(Number))
      expect(t.tensor(data as never, { dtype: 'float64' }).toArray()).toEqual(values.map(Number))
      expect(() => t.fromTypedArray(data as never)).toThrow(
        /expected a Float32Array.*tensor\(\.\.\.\)/,
      )
    }
  })

  it('Uint8ClampedArray becomes uint8', () => {
    const x = t.tensor(new Uint8ClampedArray([1, 300]) as never) as t.Tensor
    expect([x.dtype, x.toArray()]).toEqual(['uint8', [1, 255]])
  })

  it.each([
    ['Uint32Array', new Uint32Array([2 ** 31])],
    ['BigInt64Array', new BigInt64Array([1n, 2n ** 31n])],
    ['BigUint64Array', new BigUint64Array([2n ** 63n])],
  ])('%s is refused where an element does not fit int32 and no dtype is given', (_, data) => {
    expect(() => t.tensor(data as never)).toThrow(/element \d is \d+, which int32 does not hold/)
    expect(t.tensor(data as never, { dtype: 'float64' }).toArray()).toEqual(
      Array.from(data, Number),
    )
  })

  it.each([
    ['DataView', new DataView(new ArrayBuffer(8))],
    ['ArrayBuffer', new ArrayBuffer(8)],
    ['Map', new Map()],
    ['string', '12'],
    ['undefined', undefined],
    ['null in an array', [1, null]],
    ['a hole in an array', Array(2)],
    ['bigint in an array', [1n]],
    ['string in an array', [['1']]],
    ['array-like object', { length: 2, 0: 1, 1: 2 }],
  ])('%s is refused', (_, value) => {
    expect(() => t.tensor(value as never)).toThrow(t.ValueError)
  })

  it('booleans beside numbers become numbers', () => {
    const x = t.tensor([true, 2] as never) as t.Tensor
    expect([x.dtype, x.toArray()]).toEqual(['float32', [1, 2]])
    expect(t.tensor([true, false]).dtype).toBe('bool')
  })
})

function runInThisRealm(name: string, list: readonly unknown[]): unknown {
  return new Function(`return new ${name}([${list}])`)()
}
