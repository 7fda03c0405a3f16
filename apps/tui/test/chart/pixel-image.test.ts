import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histogramRows } from '../../src/chart/histogram'
import { pixelImage } from '../../src/chart/pixel-image'
import { charsetNames, charsets } from '../../src/text/charset'
import { lineWidth, plainText } from '../../src/text/span'

const { ascii, braille } = charsets
const square = { values: Uint8Array.of(0, 255, 255, 0), rows: 2, columns: 2 }

describe('pixelImage', () => {
  it('puts two pixels into a cell where there are colours', () => {
    const lines = pixelImage(square, {
      width: 2,
      height: 1,
      ramp: 'gray',
      charset: braille,
      depth: 24,
    })
    expect(lines).toEqual([
      [
        {
          text: '\u2584',
          style: { color: { ramp: 'gray', value: 1 }, background: { ramp: 'gray', value: 0 } },
        },
        {
          text: '\u2580',
          style: { color: { ramp: 'gray', value: 1 }, background: { ramp: 'gray', value: 0 } },
        },
      ],
    ])
  })

  it('keeps its shape where the colours are lost', () => {
    const ring = { values: Uint8Array.of(0, 0, 255, 255, 0, 255, 255, 0), rows: 4, columns: 2 }
    const lines = pixelImage(ring, {
      width: 2,
      height: 2,
      ramp: 'gray',
      charset: braille,
      depth: 8,
    })
    expect(lines.map(plainText)).toEqual(['\u2584\u2584', '\u2584\u2580'])
    const full = { values: Uint8Array.of(255, 20, 255, 10), rows: 2, columns: 2 }
    const [line] = pixelImage(full, {
      width: 2,
      height: 1,
      ramp: 'gray',
      charset: braille,
      depth: 24,
    })
    expect(plainText(line!)).toBe('\u2588 ')
  })

  it('uses characters of different weight where there are none', () => {
    for (const depth of [1, 4] as const) {
      const lines = pixelImage(square, { width: 4, height: 2, ramp: 'gray', charset: ascii, depth })
      expect(lines.map(plainText)).toEqual(['  ##', '##  '])
    }
  })

  it('averages pixels that fall into one cell', () => {
    const [line] = pixelImage(square, {
      width: 1,
      height: 1,
      ramp: 'gray',
      charset: ascii,
      depth: 1,
    })
    const middle = ascii.shades[Math.round((ascii.shades.length - 1) / 2)]
    expect(plainText(line!)).toBe(middle)
  })

  it('has exactly its size', () => {
    const size = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(
        size,
        size,
        fc.constantFrom(...charsetNames),
        fc.constantFrom(1 as const, 4 as const, 8 as const, 24 as const),
        (width, height, charset, depth) => {
          const lines = pixelImage(square, {
            width,
            height,
            ramp: 'heat',
            charset: charsets[charset],
            depth,
          })
          expect(lines).toHaveLength(height)
          for (const line of lines) expect(lineWidth(line)).toBe(width)
        },
      ),
    )
  })
})

describe('histogramRows', () => {
  it('reaches the top where most is, and shows the least there is', () => {
    expect(histogramRows([0, 1, 100, 50], { width: 4, height: 1, charset: ascii })).toEqual([
      ' _#~',
    ])
    expect(histogramRows([1, 2], { width: 2, height: 2, charset: ascii })).toEqual([' #', '##'])
  })

  it('joins and widens bins to its width', () => {
    expect(histogramRows([2, 2, 4, 4], { width: 2, height: 1, charset: ascii })).toEqual(['~#'])
    expect(histogramRows([1, 2], { width: 4, height: 1, charset: ascii })).toEqual(['~~##'])
  })

  it('is blank for nothing, and has no rows without height', () => {
    expect(histogramRows([0, 0], { width: 3, height: 1, charset: ascii })).toEqual(['   '])
    expect(histogramRows([], { width: 2, height: 1, charset: ascii })).toEqual(['  '])
    expect(histogramRows([1], { width: 0, height: 2, charset: ascii })).toEqual(['', ''])
    expect(histogramRows([1], { width: 3, height: 0, charset: ascii })).toEqual([])
  })
})
