export const charsetNames = ['braille', 'blocks', 'ascii'] as const
export type CharsetName = (typeof charsetNames)[number]

/** The characters that everything on the screen is drawn with. Each is one cell wide. */
export interface Charset {
  readonly name: CharsetName
  /** How curves are drawn: `across` x `down` dots to a cell; bit `row * across + column` is set where a dot is. */
  readonly dots: {
    readonly across: number
    readonly down: number
    glyph(bits: number): string
  }
  /** Column heights from almost nothing to full. */
  readonly levels: readonly string[]
  /** Coverage from empty to solid. */
  readonly shades: readonly string[]
  readonly axis: {
    readonly vertical: string
    readonly horizontal: string
    readonly corner: string
    readonly tickX: string
    readonly tickY: string
  }
  /** Ink's name of the border that panels have. */
  readonly border: 'round' | 'classic'
  readonly bar: { readonly full: string; readonly half: string; readonly empty: string }
  /** The marker on the points of curves that are compared, one kind each. */
  readonly series: readonly string[]
  /** A sample of the training curve, and the marker on each point of the test curve. */
  readonly marker: { readonly train: string; readonly test: string }
  readonly status: {
    readonly waiting: string
    readonly running: string
    readonly paused: string
    readonly done: string
    readonly failed: string
  }
  /** Separates facts on one line. */
  readonly separator: string
  readonly cursor: string
  /** Stands for the part of a text that does not fit. */
  readonly ellipsis: string
  /** Mark the edges of a table that continues beyond them. */
  readonly more: {
    readonly up: string
    readonly down: string
    readonly left: string
    readonly right: string
  }
  /** Upper and lower half of a cell, for two pixels on top of each other; null where there is none. */
  readonly halves: { readonly upper: string; readonly lower: string; readonly full: string } | null
}

// Dots of a braille cell, row by row: the code point is U+2800 plus these bits (Unicode 15, chapter 21.1).
const brailleBits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

function brailleGlyph(bits: number): string {
  if (bits === 0) return ' '
  const pattern = brailleBits.reduce((sum, bit, dot) => (bits & (1 << dot) ? sum + bit : sum), 0)
  return String.fromCharCode(0x2800 + pattern)
}

// Quadrants, indexed by upper left 1, upper right 2, lower left 4, lower right 8.
const quadrants =
  ' \u2598\u259d\u2580\u2596\u258c\u259e\u259b\u2597\u259a\u2590\u259c\u2584\u2599\u259f\u2588'

const unicode: Omit<Charset, 'name' | 'dots'> = {
  levels: Array.from('\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588'),
  shades: Array.from(' \u2591\u2592\u2593\u2588'),
  axis: {
    vertical: '\u2502',
    horizontal: '\u2500',
    corner: '\u2514',
    tickX: '\u252c',
    tickY: '\u2524',
  },
  border: 'round',
  bar: { full: '\u2501', half: '\u2578', empty: '\u2500' },
  series: Array.from('\u25c6\u25cf\u25b2\u25a0\u25cb\u25b3'),
  marker: { train: '\u2501', test: '\u25c6' },
  status: {
    waiting: '\u25cc',
    running: '\u25b6',
    paused: '\u2016',
    done: '\u2713',
    failed: '\u2717',
  },
  separator: '\u00b7',
  cursor: '\u2502',
  ellipsis: '\u2026',
  more: { up: '\u2191', down: '\u2193', left: '\u2190', right: '\u2192' },
  halves: { upper: '\u2580', lower: '\u2584', full: '\u2588' },
}

export const charsets: Readonly<Record<CharsetName, Charset>> = {
  braille: { ...unicode, name: 'braille', dots: { across: 2, down: 4, glyph: brailleGlyph } },
  blocks: {
    ...unicode,
    name: 'blocks',
    dots: { across: 2, down: 2, glyph: (bits) => quadrants.charAt(bits) },
  },
  ascii: {
    name: 'ascii',
    dots: { across: 1, down: 2, glyph: (bits) => " '.:".charAt(bits) },
    levels: Array.from('_.-~=+*#'),
    shades: Array.from(' .:-=+*%@#'),
    axis: { vertical: '|', horizontal: '-', corner: '+', tickX: '+', tickY: '+' },
    border: 'classic',
    bar: { full: '#', half: '=', empty: '-' },
    series: Array.from('xo+*#@'),
    marker: { train: '-', test: 'x' },
    status: { waiting: '~', running: '>', paused: '=', done: '*', failed: '!' },
    separator: '|',
    cursor: '|',
    ellipsis: '~',
    more: { up: '^', down: 'v', left: '<', right: '>' },
    halves: null,
  },
}

/** The parts of a process's environment that tell what its terminal can show. */
export type TerminalEnvironment = Readonly<Record<string, string | undefined>>

/**
 * The richest characters that the terminal will show: braille in a UTF-8 locale, blocks on the
 * Linux console, whose font has no braille, and ASCII elsewhere. Systems that leave the locale
 * unset but speak UTF-8 (macOS, Windows) get braille.
 */
export function detectCharset(
  environment: TerminalEnvironment,
  platform: NodeJS.Platform,
): CharsetName {
  const terminal = environment.TERM ?? ''
  if (/^(dumb|vt\d+)/.test(terminal)) return 'ascii'
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || ''
  const isUtf8 = /utf-?8/i.test(locale)
  if (!isUtf8 && (locale !== '' || (platform !== 'darwin' && platform !== 'win32'))) return 'ascii'
  return terminal === 'linux' ? 'blocks' : 'braille'
}
