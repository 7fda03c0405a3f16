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
  /** The steps of the preparation as small pictures; none where there is no room. */
  readonly steps: { readonly count: number; readonly width: number; readonly height: number }
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
  // A title above the bars; a blank row and a caption above the pictures.
  const room = rows - 1 - bars - 2
  const count = width >= 4 * 14 ? 4 : 3
  const each = Math.min(28, Math.floor((width - 2 * (count - 1)) / count), 2 * room)
  const stepHeight = Math.floor(each / 2)
  const steps =
    stepHeight < 4
      ? { count: 0, width: 0, height: 0 }
      : { count, width: 2 * stepHeight, height: stepHeight }
  return { canvas, side: { left, width }, bars, steps }
}
