import type { Size } from '../painter'

/** The canvas in a window or in a part of it, in cells. */
export interface CanvasPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Rows and columns of the drawing screen's parts. */
export interface DrawLayout {
  /** Without its frame, which is a cell wide on every side, and its title above that. */
  readonly canvas: CanvasPlace
  /** What is right of the canvas. */
  readonly side: { readonly left: number; readonly width: number }
  readonly bars: number
  /** The steps of the preparation as small pictures, `across` in a row; none where there is no room. */
  readonly steps: {
    readonly count: number
    readonly across: number
    readonly width: number
    readonly height: number
  }
}

const gap = 3

/** How `columns` x `rows` cells are shared out. */
export function drawLayout({ columns, rows }: Size): DrawLayout {
  const widest = columns < 70 ? columns - 25 : Math.floor(columns * 0.46)
  const height = Math.max(1, Math.min(rows - 3, Math.floor(widest / 2), 28))
  const canvas = { left: 1, top: 2, width: 2 * height, height }
  const left = canvas.width + 2 + (columns < 70 ? 1 : gap)
  const width = Math.max(0, columns - left)
  const bars = rows >= 14 ? 10 : 5
  // A title stands above the bars, a blank row under them and under the pictures.
  const steps = stepsLayout(width, rows - 1 - bars - 2)
  return { canvas, side: { left, width }, bars, steps }
}

/** Cells between two pictures. */
export const stepGap = 2

// All steps in one row or in two, or only the later ones: whichever makes the pictures largest.
function stepsLayout(width: number, rows: number): DrawLayout['steps'] {
  const choices = [
    { count: 4, across: 4 },
    { count: 4, across: 2 },
    { count: 3, across: 3 },
  ].map(({ count, across }) => {
    const down = count / across
    const widest = Math.floor((width - stepGap * (across - 1)) / across / 2)
    // Each picture has a caption, and a blank row sets two of them apart.
    const height = Math.min(14, widest, Math.floor((rows - (down - 1)) / down) - 1)
    return { count, across, width: 2 * height, height }
  })
  const largest = choices.reduce((a, b) => (b.height > a.height + (a.count - b.count) ? b : a))
  return largest.height < 4 ? { count: 0, across: 1, width: 0, height: 0 } : largest
}
