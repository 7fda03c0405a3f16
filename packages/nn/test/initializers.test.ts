import { Generator, matmul, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  constant,
  heNormal,
  heUniform,
  type Initializer,
  orthogonal,
  xavierNormal,
  xavierUniform,
} from '../src/index'
import { expectClose, float64 } from './support/golden'

const shape = [64, 20, 5, 5]
const [fanIn, fanOut] = [20 * 25, 64 * 25]

function draw(initializer: Initializer): number[] {
  const values = initializer(shape, { generator: new Generator(2), dtype: 'float64' })
  return Array.from(values.toTypedArray())
}

describe('random initializers', () => {
  it.each<[string, Initializer, number]>([
    ['heNormal', heNormal, 2 / fanIn],
    ['heUniform', heUniform, 2 / fanIn],
    ['xavierNormal', xavierNormal, 2 / (fanIn + fanOut)],
    ['xavierUniform', xavierUniform, 2 / (fanIn + fanOut)],
  ])('%s has mean 0 and the variance it is named for', (_, initializer, variance) => {
    const values = draw(initializer)
    const n = values.length
    const mean = values.reduce((sum, x) => sum + x, 0) / n
    const found = values.reduce((sum, x) => sum + x * x, 0) / n
    // Five standard errors; the variance of a normal number's square is the largest of the four.
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / n))
    expect(Math.abs(found / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / n))
  })

  it.each<[string, Initializer, number]>([
    ['heUniform', heUniform, Math.sqrt(6 / fanIn)],
    ['xavierUniform', xavierUniform, Math.sqrt(6 / (fanIn + fanOut))],
  ])('%s stays within its limit and nearly reaches it', (_, initializer, limit) => {
    const largest = draw(initializer).reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    expect(largest).toBeLessThanOrEqual(limit)
    expect(largest).toBeGreaterThan(0.999 * limit)
  })

  it('repeat with the generator, and differ without one', () => {
    expect(draw(heNormal)).toEqual(draw(heNormal))
    expect(heNormal([8]).toArray()).not.toEqual(heNormal([8]).toArray())
  })
})

describe('orthogonal', () => {
  const identity = (n: number) =>
    float64(
      Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j))),
    )

  it.each([
    [3, 7],
    [7, 3],
    [5, 5],
  ])('%i x %i has perpendicular rows or columns of length 1', (rows, columns) => {
    const w = orthogonal([rows, columns], { generator: new Generator(3), dtype: 'float64' })
    const product = rows <= columns ? matmul(w, w.T) : matmul(w.T, w)
    expectClose(product, identity(Math.min(rows, columns)).toArray() as number[][], {
      absolute: 1e-14,
    })
  })
})

describe('constant', () => {
  it('fills', () => {
    expect(constant(0.5)([2]).toArray()).toEqual([0.5, 0.5])
  })
})

describe('initializers', () => {
  it('count the inputs of a vector as its length', () => {
    const values = heUniform([600], { generator: new Generator(1) }).toTypedArray()
    const largest = Math.max(...Array.from(values, Math.abs))
    expect(largest).toBeLessThanOrEqual(0.1)
    expect(largest).toBeGreaterThan(0.099)
  })

  it('make kernels whose rows are perpendicular', () => {
    const w = orthogonal([4, 2, 3, 3], { generator: new Generator(3), dtype: 'float64' })
    expect(w.shape).toEqual([4, 2, 3, 3])
    const rows = tensor(w.toTypedArray(), { shape: [4, 18], dtype: 'float64' })
    const identity = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => Number(i === j)))
    expectClose(matmul(rows, rows.T), identity, { absolute: 1e-14 })
  })
})
