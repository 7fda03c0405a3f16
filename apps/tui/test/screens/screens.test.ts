import { describe, expect, it } from 'vitest'
import { confusionLines } from '../../src/screens/confusion/confusion-lines'
import { probabilityBars } from '../../src/screens/digits/bars'
import { digitsLines } from '../../src/screens/digits/digits-lines'
import { networkLines } from '../../src/screens/network/network-lines'
import { initialView } from '../../src/screens/view'
import { reduce } from '../../src/state/reducer'
import { initialState } from '../../src/state/view-state'
import { type CharsetName, charsetNames, charsets } from '../../src/text/charset'
import { lineWidth, plainText } from '../../src/text/span'
import { network, predictions, probabilities, testData } from '../support/inspection'

const { inspection } = [testData, predictions, probabilities, network].reduce(reduce, initialState)
const theme = (charset: CharsetName, depth: 1 | 24 = 1) => ({ charset: charsets[charset], depth })
const digits = { ...initialView.digits, image: 4 }
const cell = { label: 4, predicted: 9 }

const screens = {
  digits: (columns: number, rows: number, charset: CharsetName, depth?: 1 | 24) =>
    digitsLines(inspection, digits, { columns, rows }, theme(charset, depth)),
  confusion: (columns: number, rows: number, charset: CharsetName, depth?: 1 | 24) =>
    confusionLines(inspection, cell, { columns, rows }, theme(charset, depth)),
  network: (columns: number, rows: number, charset: CharsetName, depth?: 1 | 24) =>
    networkLines(inspection, { page: -1 }, { columns, rows }, theme(charset, depth)),
}
const textOf = (screen: keyof typeof screens, columns: number, rows: number): string =>
  screens[screen](columns, rows, 'ascii')
    .map((line) => plainText(line).trimEnd())
    .join('\n')

describe.each(['digits', 'confusion', 'network'] as const)('the %s screen', (screen) => {
  it('fits into its window', () => {
    for (const [columns, rows] of [
      [40, 9],
      [61, 19],
      [62, 20],
      [80, 21],
      [109, 30],
      [120, 37],
      [200, 57],
      [300, 17],
    ] as const)
      for (const charset of charsetNames)
        for (const depth of [1, 24] as const) {
          const lines = screens[screen](columns, rows, charset, depth)
          expect(lines.length).toBeLessThanOrEqual(rows)
          expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(columns)
        }
  })

  it('is ASCII in ASCII', () => {
    expect(textOf(screen, 120, 37)).toMatch(/^[ -~\n]*$/)
  })

  it('says what it waits for', () => {
    const view = { digits, confusion: cell, network: { page: 0 } }
    const size = { columns: 80, rows: 20 }
    const waiting = {
      digits: digitsLines({}, view.digits, size, theme('ascii')),
      confusion: confusionLines({}, view.confusion, size, theme('ascii')),
      network: networkLines({}, view.network, size, theme('ascii')),
    }
    expect(plainText(waiting[screen][0]!)).toMatch(/ \.\.\.$/)
  })
})

describe('the digits screen', () => {
  it('shows what an image is, and what it is taken for', () => {
    const text = textOf('digits', 80, 21)
    expect(text).toContain('image 4 step 120')
    expect(text).toMatch(/4\* [#=-]+ +25%/)
    expect(text).toMatch(/9! [#=-]+ +75%/)
    expect(text).toContain('3 mistakes of 20')
    expect(text).toMatch(/ 4 as 9 85%.* 7 as 1 68%.*> 4 as 9 60%/)
  })

  it('shows an image in which more is lit as heavier', () => {
    const weight = (image: number): number => {
      const lines = digitsLines(
        inspection,
        { ...digits, image },
        { columns: 40, rows: 9 },
        theme('ascii'),
      )
      return charsets.ascii.shades.indexOf(plainText(lines[1]!).charAt(0))
    }
    expect([weight(0), weight(10) > weight(0), weight(19) > weight(10)]).toEqual([0, true, true])
  })

  it('has empty bars until an image is classified', () => {
    const lines = digitsLines(
      inspection,
      { ...digits, image: 5 },
      { columns: 80, rows: 21 },
      theme('ascii'),
    )
    expect(lines.map(plainText).join('\n')).toMatch(/0 +-+ +--/)
  })

  it('shows the number that is being typed, and the images of a cell', () => {
    const typing = { ...digits, entry: '12', cell }
    const text = digitsLines(inspection, typing, { columns: 80, rows: 21 }, theme('ascii'))
      .map(plainText)
      .join('\n')
    expect(text).toContain('image number: 12_')
    expect(text).toContain('4 taken for 9: 2')
  })
})

describe('probabilityBars', () => {
  it('puts the classes into as many columns as the height asks for', () => {
    const options = { width: 28, label: 4, charset: charsets.ascii }
    const bars = (height: number) =>
      probabilityBars(probabilities.values, testData.classes, { ...options, height })
    expect([bars(10).length, bars(5).length, bars(0).length]).toEqual([10, 5, 0])
    for (const line of [...bars(10), ...bars(5)]) expect(lineWidth(line)).toBeLessThanOrEqual(28)
    expect(bars(5).map(plainText)[4]).toMatch(/4\*.*9!/)
  })
})

describe('the confusion screen', () => {
  it('counts, and scores each class', () => {
    const text = textOf('confusion', 80, 21)
    expect(text).toContain('2 of 2 4s taken for 9 100.0%')
    expect(text).toMatch(/^4 .* >2 +0\.00% +0\.00% +0\.00%$/m)
    expect(text).toMatch(/^9 .* 2 +50\.00% 100\.0% 66\.67%$/m)
    expect(text).toMatch(/^mean +[\d.]+% 85\.00% +[\d.]+%$/m)
  })

  it('keeps the chosen row in sight where not all rows fit', () => {
    const rows = (label: number): string[] =>
      confusionLines(inspection, { label, predicted: 0 }, { columns: 40, rows: 9 }, theme('ascii'))
        .slice(2)
        .map((line) => plainText(line).charAt(0))
    expect(rows(0)).toEqual(Array.from('0123456'))
    expect(rows(9)).toEqual(Array.from('3456789'))
  })

  it('shows one mistake among many hits in another shade than none', () => {
    const line = screens
      .confusion(120, 20, 'braille', 24)
      .find((line) => plainText(line).startsWith('7'))!
    const shades = line.map(({ style }) => style?.background?.value)
    expect(shades[2]).toBeGreaterThan(0.3)
    expect(shades[3]).toBe(0)
  })
})

describe('the network screen', () => {
  it('lists the layers with their sizes and dead units', () => {
    const text = textOf('network', 120, 37)
    expect(text).toContain('2 layers, 200,960 parameters')
    expect(text).toMatch(/Linear\(784, 256\) +256 +200,960 .*0\.5/)
    expect(text).toMatch(/ReLU +256 +- .* 3$/m)
  })

  it('shows pages of units, around', () => {
    expect(textOf('network', 120, 37)).toMatch(/units \d+ to 256 of 256/)
    const first = networkLines(inspection, { page: 0 }, { columns: 120, rows: 37 }, theme('ascii'))
    expect(first.map(plainText).join('\n')).toContain('units 1 to 21 of 256')
  })

  it('leaves out what has no room', () => {
    const text = textOf('network', 40, 9)
    expect(text).toContain('weights')
    expect(text).not.toContain('gradients')
    expect(text).not.toContain('units')
  })
})
