import type { Charset } from '../text/charset'
import type { ColorDepth } from '../text/palette'
import { type Line, type Shade, type Span, span } from '../text/span'

/** A picture of `rows` x `columns` bytes, row by row. */
export interface Pixels {
  readonly values: Uint8Array
  readonly rows: number
  readonly columns: number
}

export interface PixelImageOptions {
  /** Size in cells; a cell is about twice as high as it is wide. */
  readonly width: number
  readonly height: number
  readonly ramp: Shade['ramp']
  readonly charset: Charset
  readonly depth: ColorDepth
}

/**
 * A picture as `height` lines of `width` cells. From 256 colours on each cell shows two pixels on top
 * of each other; below that it is the character that covers as much of its cell as is light.
 */
export function pixelImage(pixels: Pixels, options: PixelImageOptions): Line[] {
  const { width, height, charset, depth } = options
  const isColored = charset.halves !== null && depth >= 8
  const rows = isColored ? 2 * height : height
  const lightness = (row: number, column: number): number =>
    areaMean(pixels, {
      row: row / rows,
      column: column / width,
      height: 1 / rows,
      width: 1 / width,
    })
  return Array.from({ length: Math.max(0, height) }, (_, row) =>
    isColored
      ? coloredLine(options, (column) => [
          lightness(2 * row, column),
          lightness(2 * row + 1, column),
        ])
      : shadedLine(options, (column) => lightness(row, column)),
  )
}

function coloredLine(
  { width, ramp, charset }: PixelImageOptions,
  pair: (column: number) => readonly [upper: number, lower: number],
): Line {
  const spans: Span[] = []
  let last = ''
  for (let column = 0; column < width; column++) {
    const [upper, lower] = pair(column)
    const { text, color, background } = cellOf(quantized(upper), quantized(lower), charset)
    const key = `${text} ${color} ${background}`
    const style = { color: { ramp, value: color }, background: { ramp, value: background } }
    if (key === last) spans.push(span(spans.pop()!.text + text, style))
    else spans.push(span(text, style))
    last = key
  }
  return spans
}

/** Above this a pixel counts as lit. */
const lit = 0.25

// The character follows the picture too, so that its shape remains where the colours are lost.
function cellOf(upper: number, lower: number, { halves }: Charset) {
  if (halves === null || (upper < lit && lower < lit)) {
    const mean = quantized((upper + lower) / 2)
    return { text: ' ', color: mean, background: mean }
  }
  if (upper === lower) return { text: halves.full, color: upper, background: upper }
  return upper < lit
    ? { text: halves.lower, color: lower, background: upper }
    : { text: halves.upper, color: upper, background: lower }
}

// As many steps as there are grays among 256 colours: finer ones would only lengthen the output.
function quantized(value: number): number {
  return Math.round(value * 24) / 24
}

// Without shades of colour a signed value shows its size as a character, its sign as a colour.
function shadedLine(
  { width, charset, ramp }: PixelImageOptions,
  lightness: (column: number) => number,
): Line {
  const { shades } = charset
  const spans: Span[] = []
  let last: Span | undefined
  for (let column = 0; column < width; column++) {
    const value = lightness(column)
    const size = ramp === 'signed' ? Math.abs(2 * value - 1) : value
    const text = shades[Math.min(shades.length - 1, Math.round(size * (shades.length - 1)))]!
    const color = ramp !== 'signed' ? undefined : value < 0.5 ? 'train' : 'test'
    if (last !== undefined && last.style?.color === color) spans.pop()
    const before = last !== undefined && last.style?.color === color ? last.text : ''
    last = span(before + text, color && { color })
    spans.push(last)
  }
  return spans
}

// Mean of the pixels, from 0 to 1, under a part of the picture given in fractions of its sides.
function areaMean(
  { values, rows, columns }: Pixels,
  part: { row: number; column: number; height: number; width: number },
): number {
  const top = Math.floor(part.row * rows + 1e-9)
  const left = Math.floor(part.column * columns + 1e-9)
  const bottom = Math.min(
    rows,
    Math.max(top + 1, Math.ceil((part.row + part.height) * rows - 1e-9)),
  )
  const right = Math.min(
    columns,
    Math.max(left + 1, Math.ceil((part.column + part.width) * columns - 1e-9)),
  )
  let sum = 0
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) sum += values[row * columns + column] ?? 0
  return sum / Math.max(1, (bottom - top) * (right - left)) / 255
}
