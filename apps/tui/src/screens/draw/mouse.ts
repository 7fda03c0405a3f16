import { canvasSide, type Place, withStroke } from './canvas'
import type { CanvasPlace } from './layout'
import { beginStroke, type DrawView, withCanvas } from './view'

/** What a terminal reports of its mouse; places are in cells from 0. */
export interface MouseEvent {
  readonly kind: 'press' | 'drag' | 'release'
  readonly button: 'left' | 'middle' | 'right'
  readonly column: number
  readonly row: number
}

// xterm's SGR report (mode 1006): button, column and row from 1, and a small m for a release.
// biome-ignore lint/suspicious/noControlCharactersInRegex: reports begin with an escape character
const report = /\u001b\[<(\d+);(\d+);(\d+)([Mm])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const beginning = /\u001b(\[(<[\d;]{0,16})?)?$/
const buttons = ['left', 'middle', 'right'] as const

/** Finds what a terminal reports of its mouse in what it sends, whichever way that is cut into pieces. */
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

// Wheels and further buttons count from 64, and motion without a button is button 3: neither draws.
function eventOf(
  code: number,
  isRelease: boolean,
  place: { readonly column: number; readonly row: number },
): MouseEvent[] {
  const button = buttons[code & 3]
  if (code >= 64 || button === undefined) return []
  return [{ kind: isRelease ? 'release' : code & 32 ? 'drag' : 'press', button, ...place }]
}

/** The drawing after what the mouse did, with the canvas at `place` in the window. */
export function onMouse(draw: DrawView, event: MouseEvent, place: CanvasPlace): DrawView {
  if (event.kind === 'release') return { ...draw, mouse: null }
  const at = canvasPlace(event, place)
  if (event.kind === 'press') {
    if (!isInside(at)) return draw
    const erases = event.button !== 'left'
    const begun = beginStroke(draw)
    const canvas = withStroke(begun.canvas, at, at, erases)
    return { ...withCanvas(begun, canvas), mouse: { ...at, erases }, pen: at, isDown: false }
  }
  if (draw.mouse === null) return draw
  const { erases } = draw.mouse
  const canvas = withStroke(draw.canvas, draw.mouse, at, erases)
  return {
    ...withCanvas(draw, canvas),
    mouse: { ...at, erases },
    pen: isInside(at) ? at : draw.pen,
  }
}

function canvasPlace({ column, row }: MouseEvent, place: CanvasPlace): Place {
  const { left, top, width, height } = place
  return {
    x: ((column - left + 0.5) / width) * canvasSide - 0.5,
    y: ((row - top + 0.5) / height) * canvasSide - 0.5,
  }
}

function isInside({ x, y }: Place): boolean {
  return x >= -0.5 && y >= -0.5 && x < canvasSide - 0.5 && y < canvasSide - 0.5
}
