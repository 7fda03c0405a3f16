import { smoothings, zooms } from '../../state/curves'
import type { KeyPress } from '../keys'
import type { TrainView } from '../view'

/** The training screen after a key press. */
export function onTrainKey(view: TrainView, key: KeyPress): TrainView {
  if ('name' in key) {
    if (key.name === 'left') return { ...view, cursor: moved(view.cursor, -0.02) }
    if (key.name === 'right') return { ...view, cursor: moved(view.cursor, 0.02) }
    return key.name === 'escape' ? { ...view, cursor: null } : view
  }
  switch (key.input) {
    case 'l':
      return { ...view, spread: !view.spread }
    case 'm':
      return { ...view, smoothing: after(smoothings, view.smoothing) }
    case 'z':
      return { ...view, zoom: after(zooms, view.zoom) }
    default:
      return view
  }
}

function moved(cursor: number | null, by: number): number {
  return Math.min(1, Math.max(0, (cursor ?? 0.5) + by))
}

function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length]!
}
