import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beside, centre, fit, lineWidth, plainText, span, spread } from '../../src/text/span'

const line = fc.array(
  fc.string({ maxLength: 6, unit: fc.constantFrom('a', ' ', '\u2501') }).map((text) => span(text)),
)

describe('fit', () => {
  it('has the width it is given', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 0, max: 30 }), (line, width) => {
        const fitted = fit(line, width)
        expect(lineWidth(fitted)).toBe(width)
        expect(plainText(fitted).trimEnd()).toBe(plainText(line).slice(0, width).trimEnd())
      }),
    )
  })
})

describe('spread', () => {
  it('puts two texts at the two ends', () => {
    expect(plainText(spread([span('ab')], [span('c')], 6))).toBe('ab   c')
  })

  it('lets the right one give way', () => {
    expect(plainText(spread([span('abc')], [span('de')], 5))).toBe('abc  ')
  })
})

describe('centre', () => {
  it('leaves as much room on both sides', () => {
    expect(plainText(centre([span('ab')], 6))).toBe('  ab  ')
    expect(plainText(centre([span('abcdef')], 3))).toBe('abc')
  })
})

describe('beside', () => {
  it('lines blocks of different heights up', () => {
    const left = { lines: [[span('a')], [span('b')]], width: 2 }
    const right = { lines: [[span('c')]], width: 1 }
    expect(beside([left, right], 1).map(plainText)).toEqual(['a  c', 'b   '])
    expect(beside([], 1)).toEqual([])
  })
})
