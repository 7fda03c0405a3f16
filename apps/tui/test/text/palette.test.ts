import { describe, expect, it } from 'vitest'
import { charsetNames, charsets, detectCharset } from '../../src/text/charset'
import { type ColorDepth, isLight, shadeRgb } from '../../src/text/palette'
import { span } from '../../src/text/span'
import { setColorDepth, styledText } from '../../src/text/styled'

const esc = '\u001b'

describe('detectCharset', () => {
  it.each([
    [{ LANG: 'en_US.UTF-8', TERM: 'xterm-256color' }, 'linux', 'braille'],
    [{ LANG: 'C', LC_ALL: 'de_DE.utf8', TERM: 'screen' }, 'linux', 'braille'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'C', TERM: 'xterm' }, 'linux', 'ascii'],
    [{ LANG: 'en_US.UTF-8', TERM: 'linux' }, 'linux', 'blocks'],
    [{ LANG: 'en_US.UTF-8', TERM: 'vt100' }, 'linux', 'ascii'],
    [{ LANG: 'en_US.UTF-8', TERM: 'dumb' }, 'linux', 'ascii'],
    [{ LANG: 'ja_JP.eucJP', TERM: 'xterm' }, 'darwin', 'ascii'],
    [{ TERM: 'xterm' }, 'linux', 'ascii'],
    [{ TERM: 'xterm' }, 'darwin', 'braille'],
    [{}, 'win32', 'braille'],
  ] as const)('%o on %s: %s', (environment, platform, expected) => {
    expect(detectCharset(environment, platform)).toBe(expected)
  })
})

describe('charsets', () => {
  it('are made of characters one cell wide, ASCII of ASCII alone', () => {
    for (const name of charsetNames) {
      const { levels, shades, axis, bar, marker, status, separator, cursor, ellipsis } =
        charsets[name]
      const marks = [axis, bar, marker, status].flatMap((group) => Object.values(group))
      const all = [...levels, ...shades, ...marks, separator, cursor, ellipsis]
      expect(all.filter((mark) => Array.from(mark).length !== 1)).toEqual([])
      if (name === 'ascii') expect(all.join('')).toMatch(/^[ -~]*$/)
    }
  })
})

describe('styledText', () => {
  const colored = [
    span('a', { color: 'train', bold: true }),
    span('b'),
    span('c', { background: { ramp: 'gray', value: 1 } }),
  ]

  it.each<[ColorDepth, string]>([
    [1, `${esc}[1ma${esc}[22mbc`],
    [4, `${esc}[1m${esc}[36ma${esc}[39m${esc}[22mbc`],
    [8, `${esc}[1m${esc}[38;5;74ma${esc}[39m${esc}[22mb${esc}[48;5;231mc${esc}[49m`],
    [
      24,
      `${esc}[1m${esc}[38;2;66;150;224ma${esc}[39m${esc}[22mb${esc}[48;2;255;255;255mc${esc}[49m`,
    ],
  ])('uses no more than %d bits of colour', (depth, expected) => {
    setColorDepth(depth)
    expect(styledText([colored], depth)).toBe(expected)
  })
})

describe('shades', () => {
  it('grow lighter along each ramp', () => {
    const luma = ([red, green, blue]: readonly number[]): number =>
      0.299 * red! + 0.587 * green! + 0.114 * blue!
    for (const ramp of ['gray', 'heat'] as const) {
      const steps = Array.from({ length: 21 }, (_, step) =>
        luma(shadeRgb({ ramp, value: step / 20 })),
      )
      expect(steps.every((step, index) => index === 0 || step > steps[index - 1]!)).toBe(true)
      expect([isLight({ ramp, value: 0 }), isLight({ ramp, value: 1 })]).toEqual([false, true])
    }
  })

  it('are clamped to their ends, and start where they are unknown', () => {
    expect(shadeRgb({ ramp: 'gray', value: 7 })).toEqual([255, 255, 255])
    expect(shadeRgb({ ramp: 'gray', value: Number.NaN })).toEqual([0, 0, 0])
  })
})
