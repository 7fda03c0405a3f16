import { describe, expect, it } from 'vitest'
import {
  add,
  capture,
  copyInto,
  gatherRows,
  multiply,
  slice,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '../../src'
import { argumentKey, copyArgument } from '../../src/capture/arguments'

const matrix = tensor([
  [1, 2],
  [3, 4],
])

describe('an argument is copied to where its program reads it', () => {
  it.each<[string, Tensor, Tensor, number[]]>([
    ['whole', zeros([2, 2]), matrix, [1, 2, 3, 4]],
    ['out of larger memory', zeros([2]), slice(matrix, [1]), [3, 4]],
    ['from the front of larger memory', zeros([2]), slice(matrix, [0]), [1, 2]],
    ['from memory in another order', zeros([2, 2]), matrix.T, [1, 3, 2, 4]],
    ['to memory in another order', zeros([2, 2]).T, matrix, [1, 2, 3, 4]],
    ['between memories in another order', zeros([2, 2]).T, matrix.T, [1, 3, 2, 4]],
  ])('%s', (_, target, argument, expected) => {
    const { version } = target.storage
    copyArgument(target, argument)
    expect([...target.toTypedArray()]).toEqual(expected)
    expect(target.storage.version).toBe(version + 1)
  })
})

describe('arguments share a program', () => {
  const source = tensor(new Uint8Array(12), { shape: [4, 3] })
  const other = tensor(new Uint8Array(12), { shape: [4, 3] })
  const rows = (of: Tensor, scale: number) =>
    gatherRows(of, tensor([0, 1], { dtype: 'int32' }), { scale, background: 0 })

  it('when they have one dtype and shape, whatever their memory', () => {
    expect(argumentKey(matrix.T)).toBe(argumentKey(zeros([2, 2])))
    expect(argumentKey(matrix)).not.toBe(argumentKey(zeros([4])))
    expect(argumentKey(matrix)).not.toBe(argumentKey(zeros([2, 2], { dtype: 'float64' })))
  })

  it('when they are sparse rows of the same bytes, read the same way', () => {
    const key = argumentKey(rows(source, 0.5))
    expect(argumentKey(rows(source, 0.5))).toBe(key)
    expect(argumentKey(rows(source, 0.25))).not.toBe(key)
    expect(argumentKey(rows(other, 0.5))).not.toBe(key)
    expect(argumentKey(rows(source, 0.5))).toBe(key)
  })
})

describe('what a captured function refuses is said with what to do', () => {
  it('of an argument that requires a gradient', () => {
    const total = capture((x: Tensor) => sum(x))
    expect(() => total(tensor([1], { requiresGrad: true }))).toThrow(
      'capture: argument 0 requires a gradient, which cannot flow out of a captured function; use the ' +
        'tensor from outside instead of passing it, or pass it detached',
    )
  })

  it('of an argument that it writes', () => {
    const clear = capture((x: Tensor) => {
      copyInto(x, 0)
      return x
    })
    expect(() => clear(tensor([1]))).toThrow(
      'capture: the function writes to its argument 0, of which it sees a copy; write to a tensor from ' +
        'outside that is no argument, or return the new values',
    )
  })

  it('of an argument that shares memory with what it writes', () => {
    const w = tensor([1, 2])
    const step = capture((x: Tensor) => {
      copyInto(w, w.add(1))
      return add(x, w)
    })
    expect(() => step(w)).toThrow(
      'capture: argument 0 shares memory with a tensor that the function writes, but the function sees a ' +
        'copy of its arguments; use that tensor from outside, or pass a copy',
    )
  })

  it('of what changes from call to call', () => {
    let rate = 1
    const decaying = capture((x: Tensor) => {
      rate /= 2
      return multiply(x, rate)
    })
    decaying(tensor([1]))
    decaying(tensor([1]))
    expect(() => decaying(tensor([1]))).toThrow(
      'What changes from call to call (a batch, a learning rate) must come in as a tensor argument, or ' +
        'live in a tensor that is written between calls; gradients must be cleared inside the function',
    )
  })

  it('of a result that holds something else', () => {
    expect(() => capture(() => ({ a: 3 }) as never)()).toThrow(
      'found an object that holds something else',
    )
  })

  it('records a step that clears its gradients twice, and no more', () => {
    let runs = 0
    const weight = tensor([1, 2], { requiresGrad: true })
    const step = capture((x: Tensor) => {
      runs++
      const loss = sum(multiply(weight, x))
      loss.backward()
      return loss
    })
    for (let i = 0; i < 6; i++) {
      weight.grad = null
      step(tensor([i, 1]))
    }
    expect(runs).toBe(2)
  })
})
