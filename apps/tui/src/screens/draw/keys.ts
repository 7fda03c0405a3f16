import { type KeyBinding, viewKey } from '../../app/keymap'
import { type View, withPrompt } from '../../app/view'
import { blankCanvas, canvasSide, withStroke } from './canvas'
import { beginStroke, type DrawView, withCanvas } from './view'

const moves: Readonly<Record<string, readonly [x: number, y: number]>> = {
  left: [-2, 0],
  right: [2, 0],
  up: [0, -2],
  down: [0, 2],
}

/** The keys of the drawing screen. */
export const drawKeys: readonly KeyBinding[] = [
  drawKey(
    { keys: ['enter'], label: 'mouse, or enter and arrows', hint: 'draw', help: 'pen down or up' },
    penPressed,
  ),
  drawKey({ keys: Object.keys(moves), label: 'arrows', help: 'move the pen' }, penMoved),
  drawKey({ keys: ['x'], hint: 'clear', help: 'clear the canvas' }, (draw) => ({
    ...withCanvas(beginStroke(draw), blankCanvas),
    isDown: false,
  })),
  drawKey({ keys: ['u'], hint: 'undo', help: 'undo the last stroke' }, undone),
  viewKey(
    { keys: ['o'], hint: 'open a picture', help: 'open a PNG or JPEG' },
    (view): View => ({
      ...withPrompt(view, 'picture'),
      draw: { ...view.draw, problem: null },
    }),
  ),
  drawKey({ keys: ['escape'], label: '', help: 'lift the pen' }, (draw) => ({
    ...draw,
    isDown: false,
    problem: null,
  })),
]

function drawKey(
  binding: Omit<KeyBinding, 'press'>,
  change: (draw: DrawView, key: string) => DrawView,
): KeyBinding {
  return viewKey(binding, (view, _, key) => ({ ...view, draw: change(view.draw, key) }))
}

function undone(draw: DrawView): DrawView {
  if (draw.opened !== null) return { ...draw, opened: null, id: draw.id + 1 }
  const before = draw.earlier.at(-1)
  if (before === undefined) return draw
  return { ...withCanvas(draw, before), earlier: draw.earlier.slice(0, -1), isDown: false }
}

function penPressed(draw: DrawView): DrawView {
  if (draw.isDown) return { ...draw, isDown: false }
  const begun = beginStroke(draw)
  const dot = withStroke(begun.canvas, draw.pen, draw.pen)
  return { ...withCanvas(begun, dot), isDown: true }
}

function penMoved(draw: DrawView, key: string): DrawView {
  const [x, y] = moves[key]!
  const { pen, isDown } = draw
  const inside = (value: number): number => Math.min(canvasSide - 1, Math.max(0, value))
  const moved = { x: inside(pen.x + x), y: inside(pen.y + y) }
  const next = { ...draw, pen: moved }
  return isDown ? withCanvas(next, withStroke(draw.canvas, pen, moved)) : next
}
