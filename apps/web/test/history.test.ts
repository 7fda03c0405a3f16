import { describe, expect, it } from 'vitest'
import { Series } from '../src/page/history'

describe('Series', () => {
  it('keeps every sample until it is full', () => {
    const series = new Series(8)
    for (let i = 0; i < 7; i++) series.push(i)
    expect(series.values).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(series.width).toBe(1)
  })

  it('averages neighbours once it is full, and the samples that follow alike', () => {
    const series = new Series(4)
    for (let i = 0; i < 7; i++) series.push(i)
    expect(series.values).toEqual([0.5, 2.5, 4.5, 6])
    expect(series.width).toBe(2)
  })

  it.each([1, 100, 513, 100_000])(
    'has the mean of all %i samples and a bounded length',
    (count) => {
      const series = new Series(512)
      for (let i = 0; i < count; i++) series.push(Math.sin(i))
      const whole = Math.floor(count / series.width)
      const { values } = series
      expect(values.length).toBeLessThanOrEqual(513)
      const total = values.slice(0, whole).reduce((sum, value) => sum + value * series.width, 0)
      let expected = 0
      for (let i = 0; i < whole * series.width; i++) expected += Math.sin(i)
      expect(total).toBeCloseTo(expected, 6)
    },
  )
})
