import { blankCanvas, type Canvas, canvasSide, type Place } from './canvas'

/** A picture from a file. */
export interface OpenedPicture {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface DrawView {
  readonly canvas: Canvas
  /** The canvas before each of the latest strokes, oldest first. */
  readonly earlier: readonly Canvas[]
  /** The position of the pen, and whether it draws as it moves. */
  readonly pen: Place
  readonly isDown: boolean
  /** The last position of the mouse while a button is held, and whether that erases. */
  readonly mouse: (Place & { readonly erases: boolean }) | null
  /** A picture from a file that is shown in place of the canvas. */
  readonly opened: OpenedPicture | null
  /** Why a file could not be opened. */
  readonly problem: string | null
  /** Counts what is shown to the network. */
  readonly id: number
}

export const initialDrawView: DrawView = {
  canvas: blankCanvas,
  earlier: [],
  pen: { x: canvasSide / 2, y: canvasSide / 2 },
  isDown: false,
  mouse: null,
  opened: null,
  problem: null,
  id: 0,
}

const keptStrokes = 50

/** The view as a stroke begins: the canvas can be restored, and an opened picture is closed. */
export function beginStroke(view: DrawView): DrawView {
  const earlier = [...view.earlier, view.canvas].slice(-keptStrokes)
  return { ...view, earlier, opened: null, problem: null }
}

/** The view with another canvas. */
export function withCanvas(view: DrawView, canvas: Canvas): DrawView {
  return { ...view, canvas, id: view.id + 1 }
}

/** The view with a picture from a file, or with the reason why there is none. */
export function withOpened(view: DrawView, opened: OpenedPicture | string): DrawView {
  if (typeof opened === 'string') return { ...view, problem: opened }
  return { ...view, opened, problem: null, isDown: false, id: view.id + 1 }
}
