import type { Answer, KeyPress, NamedKey } from '../keys'
import type { View } from '../view'
import { blankCanvas, canvasSide, withStroke } from './canvas'
import { beginStroke, type DrawView, withCanvas } from './view'

const moves: Partial<Record<NamedKey, readonly [x: number, y: number]>> = {
  left: [-2, 0],
  right: [2, 0],
  up: [0, -2],
  down: [0, 2],
}

/** The drawing screen after a key press: another drawing, or a file to be opened. */
export function onDrawKey(view: View, key: KeyPress): Answer {
  const { draw } = view
  if (draw.entry !== null) return onTyping(view, draw.entry, key)
  return {
    view: { ...view, draw: 'name' in key ? onNamed(draw, key.name) : onInput(draw, key.input) },
  }
}

function onInput(draw: DrawView, input: string): DrawView {
  switch (input) {
    case 'x':
      return { ...withCanvas(beginStroke(draw), blankCanvas), isDown: false }
    case 'u':
      return undone(draw)
    case 'o':
      return { ...draw, entry: '', problem: null }
    default:
      return draw
  }
}

function undone(draw: DrawView): DrawView {
  if (draw.opened !== null) return { ...draw, opened: null, id: draw.id + 1 }
  const before = draw.earlier.at(-1)
  if (before === undefined) return draw
  return { ...withCanvas(draw, before), earlier: draw.earlier.slice(0, -1), isDown: false }
}

function onNamed(draw: DrawView, name: NamedKey): DrawView {
  const { pen, isDown } = draw
  if (name === 'enter' && isDown) return { ...draw, isDown: false }
  if (name === 'enter') {
    const begun = beginStroke(draw)
    return { ...withCanvas(begun, withStroke(begun.canvas, pen, pen)), isDown: true }
  }
  if (name === 'escape') return { ...draw, isDown: false, problem: null }
  const move = moves[name]
  if (move === undefined) return draw
  const inside = (value: number): number => Math.min(canvasSide - 1, Math.max(0, value))
  const moved = { x: inside(pen.x + move[0]), y: inside(pen.y + move[1]) }
  const next = { ...draw, pen: moved }
  return isDown ? withCanvas(next, withStroke(draw.canvas, pen, moved)) : next
}

// A path takes every character.
function onTyping(view: View, entry: string, key: KeyPress): Answer {
  const typed = (entry: string | null): View => ({ ...view, draw: { ...view.draw, entry } })
  if ('input' in key) return { view: typed(entry + key.input) }
  if (key.name === 'backspace') return { view: typed(entry.slice(0, -1)) }
  if (key.name === 'escape') return { view: typed(null) }
  if (key.name !== 'enter') return { view }
  const path = entry.trim()
  return path === '' ? { view: typed(null) } : { view: typed(null), action: { open: path } }
}
