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
 * A picture as `height` lines of `width` cells. With colours each cell shows two pixels on top of
 * each other; without them it is the character that covers as much of its cell as is light.
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
  pair: (column: number) => [upper: number, lower: number],
): Line {
  const upperHalf = charset.halves?.upper ?? ' '
  const spans: Span[] = []
  let run = 0
  let current: readonly [number, number] | null = null
  const flush = (): void => {
    if (current === null) return
    const [upper, lower] = current
    const style = { color: { ramp, value: upper }, background: { ramp, value: lower } }
    spans.push(span(upperHalf.repeat(run), style))
  }
  for (let column = 0; column < width; column++) {
    const [upper, lower] = pair(column).map(quantized) as [number, number]
    if (current === null || current[0] !== upper || current[1] !== lower) {
      flush()
      current = [upper, lower]
      run = 0
    }
    run += 1
  }
  flush()
  return spans
}

// As many steps as there are grays among 256 colours: finer ones would only lengthen the output.
function quantized(value: number): number {
  return Math.round(value * 24) / 24
}

function shadedLine(
  { width, charset }: PixelImageOptions,
  lightness: (column: number) => number,
): Line {
  const { shades } = charset
  const shade = (_: unknown, column: number): string =>
    shades[Math.min(shades.length - 1, Math.round(lightness(column) * (shades.length - 1)))]!
  return [span(Array.from({ length: width }, shade).join(''))]
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
