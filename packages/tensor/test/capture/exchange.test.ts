import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  add,
  capture,
  concat,
  exchange,
  Generator,
  GradientError,
  multiply,
  noGrad,
  ones,
  permuteDims,
  setBackend,
  slice,
  type Tensor,
  type TypedArray,
  tensor,
  ValueError,
} from '../../src'

/** Adds 1 to every element, and remembers what it received. */
function incrementer() {
  const received: number[][] = []
  const work = (values: TypedArray) => {
    received.push([...values])
    for (let i = 0; i < values.length; i++) values[i]++
  }
  return { received, work }
}

describe.each(['wasm', 'reference'] as const)('exchange on the %s backend', (backend) => {
  beforeAll(() => setBackend(backend))
  afterAll(() => setBackend('wasm'))

  it('changes a tensor in place, of a view its own elements only', () => {
    const { received, work } = incrementer()
    const values = tensor([1, 2, 3, 4])
    const { version } = values.storage
    exchange(slice(values, [[1, 3]]), work)
    expect(received).toEqual([[2, 3]])
    expect(values.toArray()).toEqual([1, 3, 4, 4])
    expect(values.storage.version).toBe(version + 1)
  })

  it('runs between the kernels before and after it, in every run of a captured function', () => {
    const { received, work } = incrementer()
    const step = capture((x: Tensor) => {
      const values = concat([multiply(x, 10), multiply(x, 100)])
      exchange(values, work)
      return add(values, 0.5)
    })
    for (let run = 1; run <= 5; run++) {
      expect(step(tensor([run])).toArray()).toEqual([10 * run + 1.5, 100 * run + 1.5])
    }
    expect(received).toEqual([1, 2, 3, 4, 5].map((run) => [10 * run, 100 * run]))
  })

  it('stays in a captured function when no kernel reads its tensor', () => {
    const { received, work } = incrementer()
    const step = capture((x: Tensor) => {
      exchange(multiply(x, 2), work)
      return add(x, 1)
    })
    for (let run = 1; run <= 4; run++) step(tensor([run]))
    expect(received).toEqual([[2], [4], [6], [8]])
  })

  it('passes an error of its function on, and runs again afterwards', () => {
    let fails = false
    const work = () => {
      if (fails) throw new RangeError('a rank is gone')
    }
    const step = capture((x: Tensor) => {
      const values = multiply(x, 2)
      exchange(values, work)
      return values
    })
    for (let run = 0; run < 3; run++) step(tensor([run]))
    fails = true
    expect(() => step(tensor([3]))).toThrow(RangeError)
    fails = false
    expect(step(tensor([4])).toArray()).toEqual([8])
  })

  it('refuses tensors whose elements are not contiguous, and those that require a gradient', () => {
    const { work } = incrementer()
    expect(() => exchange(permuteDims(ones([2, 3]), [1, 0]), work)).toThrow(ValueError)
    const parameter = ones([2])
    parameter.requiresGrad = true
    expect(() => exchange(parameter, work)).toThrow(GradientError)
    noGrad(() => exchange(parameter, work))
    expect(parameter.toArray()).toEqual([2, 2])
  })
})

describe.each(['wasm', 'reference'] as const)('a jump on the %s backend', (backend) => {
  beforeAll(() => setBackend(backend))
  afterAll(() => setBackend('wasm'))

  it('can be captured', () => {
    const [captured, plain] = [new Generator(1), new Generator(1)]
    const drawFrom = (generator: Generator) => () => {
      generator.jump(3)
      return generator.uniform([4])
    }
    const step = capture(drawFrom(captured))
    for (let run = 0; run < 5; run++) {
      expect(step().toArray()).toEqual(drawFrom(plain)().toArray())
    }
    expect(captured.state).toEqual(plain.state)
  })
})
