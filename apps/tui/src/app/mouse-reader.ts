/** What a terminal reports of its mouse; positions are in cells from 0. */
export interface MouseEvent {
  readonly kind: 'press' | 'drag' | 'release' | 'wheel'
  /** The button, or the direction of the wheel. */
  readonly button: 'left' | 'middle' | 'right' | 'up' | 'down'
  readonly column: number
  readonly row: number
}

// xterm's SGR report (mode 1006): button, column and row from 1, and a small m for a release.
// biome-ignore lint/suspicious/noControlCharactersInRegex: reports begin with an escape character
const report = /\u001b\[<(\d+);(\d+);(\d+)([Mm])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const beginning = /\u001b(\[(<[\d;]{0,16})?)?$/
const buttons = ['left', 'middle', 'right'] as const

/** Finds mouse reports in the input of a terminal, however that is cut into pieces. */
export class MouseReader {
  #rest = ''

  /** The events that are complete with this piece. */
  read(piece: string): MouseEvent[] {
    const text = this.#rest + piece
    this.#rest = beginning.exec(text)?.[0] ?? ''
    return [...text.matchAll(report)].flatMap(([, code, column, row, end]) => {
      const place = { column: Number(column) - 1, row: Number(row) - 1 }
      return eventOf(Number(code), end === 'm', place)
    })
  }
}

// The wheel is buttons 64 and 65; further buttons, and motion without one (button 3), are ignored.
function eventOf(
  code: number,
  isRelease: boolean,
  place: { readonly column: number; readonly row: number },
): MouseEvent[] {
  const index = code & 3
  if (code >= 64)
    return code < 96 && index < 2
      ? [{ kind: 'wheel', button: index === 0 ? 'up' : 'down', ...place }]
      : []
  const button = buttons[index]
  if (button === undefined) return []
  return [{ kind: isRelease ? 'release' : code & 32 ? 'drag' : 'press', button, ...place }]
}
