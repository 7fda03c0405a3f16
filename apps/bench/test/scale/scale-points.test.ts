import { describe, expect, it } from 'vitest'
import { growth, scalePoints, stepFlops } from '../../src/scale/scale-points.ts'

describe('stepFlops', () => {
  it('counts three products a layer, two for the first', () => {
    const forward = 2 * 64 * (784 * 256 + 256 * 64 + 64 * 10)
    const weights = forward
    const inputs = 2 * 64 * (256 * 64 + 64 * 10)
    expect(stepFlops({ batchSize: 64, sizes: [784, 256, 64, 10] })).toBe(forward + weights + inputs)
  })

  it('is in proportion to the batch', () => {
    const sizes = [8, 4, 2]
    expect(stepFlops({ batchSize: 6, sizes })).toBe(6 * stepFlops({ batchSize: 1, sizes }))
  })
})

describe('growth', () => {
  it('is the exponent between two points', () => {
    expect(growth({ value: 2, seconds: 3 }, { value: 8, seconds: 48 })).toBeCloseTo(2, 12)
    expect(growth({ value: 1, seconds: 5 }, { value: 4096, seconds: 5 })).toBeCloseTo(0, 12)
  })
})

describe('scalePoints', () => {
  it('changes one thing at a time, upwards', () => {
    const points = scalePoints(8)
    for (const [index, { axis, value }] of points.entries()) {
      const before = points[index - 1]
      if (before?.axis === axis) expect(value).toBeGreaterThan(before.value)
    }
    const batches = points.filter(({ axis }) => axis === 'batch size')
    expect(new Set(batches.map(({ sizes, rows }) => `${sizes} ${rows}`)).size).toBe(1)
  })
})
