/** Pixels on each side of the canvas: twice those of an image of MNIST. */
export const canvasSide = 56

/** Half the width of a stroke, and of what rubs one out whole, in pixels. */
const radii = { pen: 2.4, eraser: 4 }

/** Ink from 0 to 255, row by row. */
export type Canvas = Uint8Array

export const blankCanvas: Canvas = new Uint8Array(canvasSide ** 2)

export interface Place {
  readonly x: number
  readonly y: number
}

/** A copy of the canvas with a straight stroke on it, or rubbed out of it. */
export function withStroke(canvas: Canvas, from: Place, to: Place, erases = false): Canvas {
  const drawn = canvas.slice()
  const radius = erases ? radii.eraser : radii.pen
  const reach = radius + 1
  const clamped = (value: number): number => Math.min(canvasSide - 1, Math.max(0, value))
  const top = clamped(Math.floor(Math.min(from.y, to.y) - reach))
  const bottom = clamped(Math.ceil(Math.max(from.y, to.y) + reach))
  const left = clamped(Math.floor(Math.min(from.x, to.x) - reach))
  const right = clamped(Math.ceil(Math.max(from.x, to.x) + reach))
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - distance({ x, y }, from, to)))
      const ink = Math.round(255 * cover)
      const at = y * canvasSide + x
      drawn[at] = erases ? Math.min(drawn[at]!, 255 - ink) : Math.max(drawn[at]!, ink)
    }
  return drawn
}

// From a point to a segment.
function distance(point: Place, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const along = (point.x - from.x) * dx + (point.y - from.y) * dy
  const part = Math.min(1, Math.max(0, along / (dx * dx + dy * dy) || 0))
  return Math.hypot(point.x - from.x - part * dx, point.y - from.y - part * dy)
}
