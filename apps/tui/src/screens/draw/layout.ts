import type { ContentSize } from '../../hooks/use-content-size'

/** Rows and columns of the drawing screen's parts. */
export interface DrawLayout {
  /** The canvas without its border. */
  readonly canvas: { readonly width: number; readonly height: number }
  /** The part right of the canvas. */
  readonly side: { readonly width: number; readonly bars: number }
  /** The pictures of the preparation's steps, `across` in a row; none where there is no room. */
  readonly steps: {
    readonly count: number
    readonly across: number
    readonly width: number
    readonly height: number
  }
}

/** Cells between two pictures. */
export const stepGap = 2

/** The canvas is as large as the rows allow; the rest is to its right. */
export function drawLayout({ columns, rows, isCompact }: ContentSize): DrawLayout {
  const widest = columns < 70 ? columns - 25 : Math.floor(columns * 0.46)
  const height = Math.max(1, Math.min(rows - 2, Math.floor((widest - 2) / 2), 28))
  const canvas = { width: 2 * height, height }
  const width = Math.max(0, columns - canvas.width - 3)
  const border = isCompact ? { width: 0, height: 1 } : { width: 4, height: 2 }
  const bars = Math.max(1, Math.min(rows - border.height, rows >= 24 ? 10 : rows - border.height))
  const room = { width: width - border.width, height: rows - bars - 2 * border.height }
  return { canvas, side: { width, bars }, steps: stepsLayout(room.width, room.height) }
}

// All steps in one row or in two, or only the later ones: whichever makes the pictures largest.
function stepsLayout(width: number, rows: number): DrawLayout['steps'] {
  const choices = [
    { count: 4, across: 4 },
    { count: 4, across: 2 },
    { count: 3, across: 3 },
  ].map(({ count, across }) => {
    const down = count / across
    const widest = Math.floor((width - stepGap * (across - 1)) / across / 2)
    // Each picture has a caption, and a blank row separates two of them.
    const height = Math.min(14, widest, Math.floor((rows - (down - 1)) / down) - 1)
    return { count, across, width: 2 * height, height }
  })
  const largest = choices.reduce((a, b) => (b.height > a.height + (a.count - b.count) ? b : a))
  return largest.height < 4 ? { count: 0, across: 1, width: 0, height: 0 } : largest
}
