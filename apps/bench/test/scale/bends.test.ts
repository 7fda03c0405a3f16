import { describe, expect, it } from 'vitest'
import { bendNote, findBend } from '../../src/scale/bends.ts'

const along = (cost: (size: number) => number) =>
  [1, 4, 16, 64, 256, 1024].map((value) => ({ value, seconds: [cost(value)] }))

describe('findBend', () => {
  it('finds where a fixed cost gives way to one in proportion', () => {
    const bend = findBend(along((size) => Math.max(1, size / 64)))
    expect(bend.at).toBe(64)
    expect(bend.before).toBeCloseTo(0, 10)
    expect(bend.after).toBeCloseTo(1, 10)
  })

  it('finds none in a straight line, whatever its slope', () => {
    for (const exponent of [-1, 0, 0.5, 2]) {
      const bend = findBend(along((size) => 3 * size ** exponent))
      expect(bend.at).toBeUndefined()
      expect(bend.after).toBeCloseTo(exponent, 10)
    }
  })

  it('takes the median of the rounds', () => {
    const noisy = along((size) => size).map(({ value, seconds: [cost] }) => ({
      value,
      seconds: [cost!, cost!, 100 * cost!],
    }))
    expect(findBend(noisy).after).toBeCloseTo(1, 10)
  })

  it('tells the slope of two points', () => {
    expect(findBend(along((size) => size).slice(0, 2))).toMatchObject({ after: 1, at: undefined })
  })
})

describe('bendNote', () => {
  it('is two sentences, where and why', () => {
    const note = bendNote('batch size', { before: 0.31, after: 0.98, at: 16 })
    expect(note).toMatch(
      /^Batch size: a step bends at 16, with exponent 0\.31 up to there and 0\.98/,
    )
    expect(note).toContain('the descent of all weights')
  })

  it('does not explain what the design does not expect', () => {
    expect(bendNote('width', { before: 2, after: 1, at: 256 })).toContain(
      'not what the design expects',
    )
  })
})
