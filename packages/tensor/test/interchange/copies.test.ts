import { createRequire } from 'node:module'
import { afterEach, describe, expect, it } from 'vitest'

type Library = typeof import('../../src/index')

// The built package as an ES module and as CommonJS: two copies in one process.
const esm = (await import(new URL('../../dist/index.js', import.meta.url).href)) as Library
const cjs = createRequire(import.meta.url)('../../dist/index.cjs') as Library

afterEach(() => esm.setBackend('wasm'))

describe.each([
  ['an ES module', 'CommonJS', esm, cjs],
  ['CommonJS', 'an ES module', cjs, esm],
])('the package as %s beside %s', (_, __, own, other) => {
  const foreign = () => other.tensor([1, 2]) as never

  it.each<[string, () => unknown]>([
    ['an operand', () => own.add(own.ones([2]), foreign())],
    ['the first operand', () => own.exp(foreign())],
    ['a tensor', () => own.sum(foreign())],
    ['a list of tensors', () => own.concat([own.ones([2]), foreign()])],
    [
      'an option',
      () => own.bincount(own.tensor([0, 1], { dtype: 'int32' }), { weights: foreign() }),
    ],
    ['the source of a copy', () => own.copyInto(own.zeros([2]), foreign())],
    ['the target of a copy', () => own.copyInto(foreign(), own.zeros([2]))],
    ['a file to write', () => own.encodeSafetensors({ tensors: { a: foreign() } })],
    ['a tensor to encode', () => own.encodeNpy(foreign())],
    ['an argument of a captured function', () => own.capture((x) => own.exp(x))(foreign())],
    ['a gradient', () => own.sum(own.tensor([1], { requiresGrad: true })).backward(foreign())],
    ['an argument of grad', () => own.grad((x) => own.sum(x as never))(foreign())],
  ])('throws an error that names the cause for a tensor of the other copy as %s', (___, call) => {
    let error: unknown
    try {
      call()
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(own.TensorError)
    expect(String(error)).toContain('a tensor of another copy of @handwritten/tensor')
  })

  it('noGrad of the other copy holds here', () => {
    const x = own.tensor([1], { requiresGrad: true })
    expect(other.noGrad(() => own.multiply(x, 2)).requiresGrad).toBe(false)
    expect(own.multiply(x, 2).requiresGrad).toBe(true)
  })

  it('setBackend of the other copy holds here', () => {
    other.setBackend('reference')
    expect(own.currentBackend()).toBe(own.reference)
    other.setBackend('wasm')
    expect(own.currentBackend().name).toBe('wasm')
  })

  it('a backend object of the other copy is refused here until one is set here too', () => {
    other.setBackend({ ...other.reference })
    expect(() => own.ones([2])).toThrow(own.BackendError)
    own.setBackend('reference')
    expect(own.ones([2]).toArray()).toEqual([1, 1])
  })

  it('a captured function that computes with the other copy is refused', () => {
    const y = other.ones([2])
    const run = own.capture((x) => {
      other.multiply(y, 2)
      return own.multiply(x, 2)
    })
    expect(() => run(own.ones([2]))).toThrow(/computes with another copy/)
    expect(other.multiply(y, 2).toArray()).toEqual([2, 2])
  })

  it('random numbers of one seed are the same', () => {
    const draw = (library: Library) => new library.Generator(5).normal([4]).toArray()
    expect(draw(own)).toEqual(draw(other))
  })
})
