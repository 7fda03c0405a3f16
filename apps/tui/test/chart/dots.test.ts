import { describe, expect, it } from 'vitest'
import { DotCanvas } from '../../src/chart/dots'
import { charsets } from '../../src/text/charset'
import { plainText } from '../../src/text/span'

const train = { color: 'train' } as const
const test = { color: 'test' } as const

describe('DotCanvas', () => {
  it('joins eight dots in a braille cell, four in a quadrant, two in an ASCII character', () => {
    const full = (name: 'braille' | 'blocks' | 'ascii'): string => {
      const canvas = new DotCanvas(1, 1, charsets[name])
      for (let y = 0; y < canvas.dotsDown; y++)
        for (let x = 0; x < canvas.dotsAcross; x++) canvas.dot(x, y, train)
      return plainText(canvas.lines()[0]!)
    }
    expect([full('braille'), full('blocks'), full('ascii')]).toEqual(['\u28ff', '\u2588', ':'])
  })

  it('numbers braille dots as Unicode does', () => {
    const glyphs = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
    ].map(([x, y]) => {
      const canvas = new DotCanvas(1, 1, charsets.braille)
      canvas.dot(x!, y!, train)
      return plainText(canvas.lines()[0]!).charCodeAt(0) - 0x2800
    })
    expect(glyphs).toEqual([0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80])
  })

  it('gives a cell the style of what was drawn into it last', () => {
    const canvas = new DotCanvas(3, 1, charsets.ascii)
    canvas.line(0, 0, 2, 0, train)
    canvas.dot(1, 1, test)
    expect(canvas.lines()).toEqual([
      [
        { text: "'", style: train },
        { text: ':', style: test },
        { text: "'", style: train },
      ],
    ])
  })

  it('ignores what lies outside', () => {
    const canvas = new DotCanvas(2, 1, charsets.ascii)
    canvas.dot(-1, 0, train)
    canvas.dot(2, 0, train)
    canvas.glyph(0, 5, 'x', train)
    canvas.line(-1e9, 0, 1e9, 0, test)
    canvas.line(0, 5, 1, 9, train)
    expect(plainText(canvas.lines()[0]!)).toBe("''")
  })

  it('dashes a line by leaving out every other pair of columns', () => {
    const canvas = new DotCanvas(8, 1, charsets.ascii)
    canvas.line(0, 0, 7, 0, train, true)
    expect(plainText(canvas.lines()[0]!)).toBe("''  ''  ")
  })

  it('has no lines without rows', () => {
    expect(new DotCanvas(5, 0, charsets.braille).lines()).toEqual([])
    expect(new DotCanvas(0, 2, charsets.braille).lines()).toEqual([[], []])
  })
})
