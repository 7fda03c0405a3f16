import { describe, expect, it } from 'vitest'
import { averaged } from '../src/page/chart'

describe('averaged', () => {
  it('keeps every value of a short run', () => {
    expect(averaged([])).toEqual([])
    expect(averaged([3, 1, 2])).toEqual([3, 1, 2])
  })

  it('averages stretches of a long run', () => {
    expect(averaged(Array.from({ length: 600 }, (_, step) => step)).slice(0, 3)).toEqual([
      0.5, 2.5, 4.5,
    ])
  })

  it.each([1, 299, 300, 301, 100_000])(
    'has at most 300 points with the means of %i values',
    (count) => {
      const values = Array.from({ length: count }, (_, step) => Math.sin(step))
      const line = averaged(values)
      const width = Math.ceil(count / 300)
      expect(line).toHaveLength(Math.floor(count / width))
      const whole = values.slice(0, line.length * width)
      const total = line.reduce((sum, value) => sum + value * width, 0)
      expect(total).toBeCloseTo(
        whole.reduce((sum, value) => sum + value, 0),
        8,
      )
    },
  )
})
