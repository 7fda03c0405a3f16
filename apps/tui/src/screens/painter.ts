import { styleCodes } from '../text/paint'
import type { ColorDepth } from '../text/palette'
import { printable } from '../text/printable'
import type { Line, Style } from '../text/span'

/** A row of the screen as it was written: a character and its style's codes for each cell. */
interface Row {
  readonly characters: readonly string[]
  readonly codes: readonly string[]
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

const blank: Row = { characters: [], codes: [] }

/**
 * Puts frames on the terminal, of which it writes only the cells that are not there yet: a frame of
 * 200x60 costs a tenth of what it does through Ink, which lays out and compares every character.
 */
export class Painter {
  readonly #stdout: Pick<NodeJS.WritableStream, 'write'>
  readonly #depth: ColorDepth
  readonly #codes = new WeakMap<Style, string>()
  #lines: readonly Line[] = []
  #rows: readonly Row[] = []
  #size: Size | null = null

  constructor(stdout: Pick<NodeJS.WritableStream, 'write'>, depth: ColorDepth) {
    this.#stdout = stdout
    this.#depth = depth
  }

  /** Forgets what the screen shows, because somebody else has written on it. */
  forget(): void {
    this.#size = null
  }

  /** Shows `lines` from the top of a window of this size, and nothing else. */
  draw(lines: readonly Line[], size: Size): void {
    const isNew = this.#size?.columns !== size.columns || this.#size.rows !== size.rows
    let output = isNew ? '\u001b[0m\u001b[2J' : ''
    const before = isNew ? [] : this.#rows
    const count = Math.max(before.length, Math.min(lines.length, size.rows))
    const rows: Row[] = []
    for (let row = 0; row < count; row++) {
      const old = before[row] ?? blank
      const isSame = !isNew && this.#lines[row] === lines[row]
      const next = isSame ? old : this.#rowOf(lines[row] ?? [], size.columns)
      output += rowUpdate(row, old, next)
      rows.push(next)
    }
    this.#rows = rows
    this.#lines = lines
    this.#size = size
    // The terminal shows what is between these marks at once, where it knows them.
    if (output !== '') this.#stdout.write(`\u001b[?2026h${output}\u001b[H\u001b[?2026l`)
  }

  // Without the spaces at its end, which are there anyhow.
  #rowOf(line: Line, columns: number): Row {
    const characters: string[] = []
    const codes: string[] = []
    for (const { text, style } of line) {
      const own = style === undefined ? '' : this.#codesOf(style)
      for (const character of printable(text)) {
        if (characters.length === columns) break
        characters.push(character)
        codes.push(own)
      }
    }
    while (characters.at(-1) === ' ' && codes.at(-1) === '') {
      characters.pop()
      codes.pop()
    }
    return { characters, codes }
  }

  #codesOf(style: Style): string {
    const known = this.#codes.get(style)
    if (known !== undefined) return known
    const codes = styleCodes(style, this.#depth)
    this.#codes.set(style, codes)
    return codes
  }
}

// From the first cell that differs to the last, and the rest of the row erased where it was longer.
function rowUpdate(row: number, before: Row, next: Row): string {
  const isSame = (cell: number): boolean =>
    before.characters[cell] === next.characters[cell] && before.codes[cell] === next.codes[cell]
  const [width, old] = [next.characters.length, before.characters.length]
  let first = 0
  while (first < width && isSame(first)) first++
  if (first === width && old <= width) return ''
  let last = width - 1
  while (last > first && isSame(last)) last--
  let output = `\u001b[${row + 1};${first + 1}H`
  let codes = ''
  for (let cell = first; cell <= last; cell++) {
    const own = next.codes[cell]!
    if (own !== codes) output += own === '' ? '\u001b[0m' : `\u001b[0;${own}m`
    codes = own
    output += next.characters[cell]
  }
  if (codes !== '') output += '\u001b[0m'
  if (old <= width) return output
  return last === width - 1
    ? `${output}\u001b[K`
    : `${output}\u001b[${row + 1};${width + 1}H\u001b[K`
}
