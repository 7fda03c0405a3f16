import { type ColorDepth, isLight } from '../text/palette'
import { dim, type Line, type Shade, type Span, type Style, span } from '../text/span'

/** A cell of a heat map. */
export interface HeatCell {
  /** What it says, cut to its width. */
  readonly text: string
  /** From 0 to 1. */
  readonly heat: number
  readonly isChosen: boolean
}

/**
 * Rows of cells as lines, each `width` x `height` cells of the terminal, shaded by their heat from
 * 256 colours on. The chosen one is inverted, and marked with `>` where it is wide enough.
 */
export function heatMap(
  rows: readonly (readonly HeatCell[])[],
  { width, height, depth }: { readonly width: number; readonly height: number; depth: ColorDepth },
): Line[] {
  const middle = Math.floor((height - 1) / 2)
  return rows.flatMap((cells) =>
    Array.from(
      { length: height },
      (_, row): Line =>
        cells.map((cell) =>
          cellSpan(cell, row === middle ? cellText(cell, width) : '', width, depth),
        ),
    ),
  )
}

function cellText({ text, isChosen }: HeatCell, width: number): string {
  const marked = isChosen && width > text.length + 1 ? `>${text}` : text
  return marked.padStart(figureEnd(width))
}

/** The column of a cell in which its text ends: figures of four digits are near its middle. */
export function figureEnd(width: number): number {
  return Math.min(width > 4 ? width - 1 : width, Math.ceil(width / 2) + 2)
}

function cellSpan(
  { heat, isChosen }: HeatCell,
  text: string,
  width: number,
  depth: ColorDepth,
): Span {
  const filled = text.padEnd(width)
  const choice: Style = isChosen ? { bold: true, inverse: true } : {}
  if (depth < 8) return span(filled, heat === 0 && !isChosen ? dim : choice)
  const background: Shade = { ramp: 'heat', value: heat }
  const ink = isLight(background) ? 0 : heat === 0 ? 0.5 : 1
  return span(filled, { background, color: { ramp: 'gray', value: ink }, ...choice })
}
