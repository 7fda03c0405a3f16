import { describe, expect, it } from 'vitest'
import { bar } from '../../src/chart/bar'
import { sparkline } from '../../src/chart/sparkline'
import { charsets } from '../../src/text/charset'
import { lineWidth, plainText } from '../../src/text/span'

const { ascii, braille } = charsets

describe('sparkline', () => {
  it('reaches from the smallest value to the largest', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8, ascii)).toBe('_.-~=+*#')
  })

  it('shows the newest values, and waits for them on the left', () => {
    expect(sparkline([9, 9, 9, 0, 7], 2, ascii)).toBe('_#')
    expect(sparkline([0, 7], 4, ascii)).toBe('  _#')
  })

  it('leaves a blank for what is not finite', () => {
    expect(sparkline([0, Number.NaN, 7, Number.POSITIVE_INFINITY], 4, ascii)).toBe('_ # ')
    expect(sparkline([Number.NaN], 2, ascii)).toBe('  ')
  })

  it('puts constant values in the middle', () => {
    expect(new Set(sparkline([5, 5, 5], 3, braille))).toEqual(new Set(['\u2585']))
  })

  it('has no cells where there is no width', () => {
    expect([
      sparkline([1, 2], 0, ascii),
      sparkline([1, 2], -1, ascii),
      sparkline([], 2, ascii),
    ]).toEqual(['', '', '  '])
  })
})

describe('bar', () => {
  it('is filled to its fraction, in halves of a cell', () => {
    const text = (fraction: number): string => plainText(bar(fraction, 4, ascii, {}))
    expect([0, 0.125, 0.5, 1].map(text)).toEqual(['----', '=---', '##--', '####'])
  })

  it('keeps its width whatever the fraction', () => {
    for (const fraction of [-1, Number.NaN, 0.333, 2, Number.POSITIVE_INFINITY])
      for (const width of [0, 1, 2, 7])
        expect(lineWidth(bar(fraction, width, ascii, {}))).toBe(width)
  })
})
