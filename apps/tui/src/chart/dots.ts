import type { Charset } from '../text/charset'
import { type Line, type Span, type Style, span } from '../text/span'

/**
 * A grid of dots, several to a cell, on which curves are drawn. A cell takes the style of what was
 * drawn into it last. Dots outside the grid are ignored.
 */
export class DotCanvas {
  readonly dotsAcross: number
  readonly dotsDown: number
  readonly #bits: Uint8Array
  readonly #styles: (Style | undefined)[]
  readonly #glyphs: (string | undefined)[]

  /** `width` x `height` in cells. */
  constructor(
    readonly width: number,
    readonly height: number,
    readonly charset: Charset,
  ) {
    this.dotsAcross = width * charset.dots.across
    this.dotsDown = height * charset.dots.down
    this.#bits = new Uint8Array(width * height)
    this.#styles = new Array(width * height)
    this.#glyphs = new Array(width * height)
  }

  /** Sets the dot at column `x` and row `y`, counted from the upper left. */
  dot(x: number, y: number, style: Style): void {
    if (x < 0 || y < 0 || x >= this.dotsAcross || y >= this.dotsDown) return
    const { across, down } = this.charset.dots
    const cell = Math.floor(y / down) * this.width + Math.floor(x / across)
    this.#bits[cell]! |= 1 << ((y % down) * across + (x % across))
    this.#styles[cell] = style
  }

  /**
   * Draws from one dot to another (Bresenham, 1965), both of which may lie outside the grid; dashed,
   * it leaves out every other pair of columns.
   */
  line(fromX: number, fromY: number, toX: number, toY: number, style: Style, dashed = false): void {
    const clipped = clip(fromX, fromY, toX, toY, this.dotsAcross - 1, this.dotsDown - 1)
    if (clipped === null) return
    let [x, y, endX, endY] = clipped
    const dx = Math.abs(endX - x)
    const dy = -Math.abs(endY - y)
    const stepX = x < endX ? 1 : -1
    const stepY = y < endY ? 1 : -1
    let error = dx + dy
    for (;;) {
      if (!dashed || x % 4 < 2) this.dot(x, y, style)
      if (x === endX && y === endY) return
      const twice = 2 * error
      if (twice >= dy) {
        error += dy
        x += stepX
      }
      if (twice <= dx) {
        error += dx
        y += stepY
      }
    }
  }

  /** Puts one character over the cell that holds the dot at `x`, `y`. */
  glyph(x: number, y: number, text: string, style: Style): void {
    if (x < 0 || y < 0 || x >= this.dotsAcross || y >= this.dotsDown) return
    const { across, down } = this.charset.dots
    const cell = Math.floor(y / down) * this.width + Math.floor(x / across)
    this.#glyphs[cell] = text
    this.#styles[cell] = style
  }

  /** Whether nothing is drawn in the cell at `column`, `row`. */
  isBlank(column: number, row: number): boolean {
    const cell = row * this.width + column
    return this.#bits[cell] === 0 && this.#glyphs[cell] === undefined
  }

  /** The drawing, `height` lines of `width` cells, neighbours of one style joined. */
  lines(): Line[] {
    return Array.from({ length: this.height }, (_, row) => this.#line(row))
  }

  #line(row: number): Line {
    const spans: Span[] = []
    let text = ''
    let style: Style | undefined
    for (let cell = row * this.width; cell < (row + 1) * this.width; cell++) {
      const blank = this.#bits[cell] === 0 && this.#glyphs[cell] === undefined
      const next = blank ? undefined : this.#styles[cell]
      if (next !== style && text !== '') {
        spans.push(span(text, style))
        text = ''
      }
      style = next
      text += this.#glyphs[cell] ?? this.charset.dots.glyph(this.#bits[cell]!)
    }
    if (text !== '') spans.push(span(text, style))
    return spans
  }
}

// The part of a segment inside [0, maxX] x [0, maxY], in whole dots (Liang and Barsky, 1984).
function clip(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  maxX: number,
  maxY: number,
): [number, number, number, number] | null {
  const dx = toX - fromX
  const dy = toY - fromY
  let enter = 0
  let leave = 1
  const edges = [
    [-dx, fromX],
    [dx, maxX - fromX],
    [-dy, fromY],
    [dy, maxY - fromY],
  ] as const
  for (const [direction, distance] of edges) {
    if (direction === 0) {
      if (!(distance >= 0)) return null
    } else if (direction < 0) enter = Math.max(enter, distance / direction)
    else leave = Math.min(leave, distance / direction)
  }
  if (!(enter <= leave)) return null
  return [
    Math.round(fromX + enter * dx),
    Math.round(fromY + enter * dy),
    Math.round(fromX + leave * dx),
    Math.round(fromY + leave * dy),
  ]
}
