import type { MouseEvent } from '../../app/mouse-reader'
import { canvasSide, type Place, withStroke } from './canvas'
import { beginStroke, type DrawView, withCanvas } from './view'

/** The canvas in the window, in cells. */
export interface CanvasPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The drawing after a mouse event, with the canvas at `place` in the window. */
export function onMouse(draw: DrawView, event: MouseEvent, place: CanvasPlace): DrawView {
  if (event.kind === 'release') return { ...draw, mouse: null }
  if (event.kind === 'wheel') return draw
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
