import { smoothings } from '../../state/curves'
import { panned, type Zoom, zoomed, zooms } from '../../state/zoom'
import type { KeyContext, KeyPress } from '../keys'
import type { TrainView } from '../view'

/** The training screen after a key press. */
export function onTrainKey(view: TrainView, key: KeyPress, context: KeyContext): TrainView {
  if ('name' in key) return onNamedKey(view, key.name, context)
  switch (key.input) {
    case 'l':
      return { ...view, spread: !view.spread }
    case 'm':
      return { ...view, smoothing: after(smoothings, view.smoothing) }
    case 'r':
      return { ...view, raw: !view.raw }
    case 'z':
      return { ...view, zoom: typeof view.zoom === 'string' ? after(zooms, view.zoom) : 'run' }
    case 'i':
      return zoomedView(view, 1 / 2, context)
    case 'o':
      return zoomedView(view, 2, context)
    default:
      return view
  }
}

const cursorStep = 0.02

// The cursor moves over the charts; at their edge a window moves on under it.
function onNamedKey(view: TrainView, name: string, context: KeyContext): TrainView {
  if (name === 'escape') return { ...view, cursor: null }
  if (name !== 'left' && name !== 'right') return view
  const by = name === 'left' ? -cursorStep : cursorStep
  const cursor = (view.cursor ?? 0.5) + by
  const isBeyond = cursor < -1e-9 || cursor > 1 + 1e-9
  const zoom: Zoom =
    isBeyond && typeof view.zoom !== 'string'
      ? panned(context.spanOf(view.zoom), by, context.epochs)
      : view.zoom
  return { ...view, zoom, cursor: Math.min(1, Math.max(0, cursor)) }
}

// Around the cursor, or else towards the newest.
function zoomedView(view: TrainView, times: number, { spanOf, epochs }: KeyContext): TrainView {
  const span = spanOf(view.zoom)
  return { ...view, zoom: zoomed(span, view.cursor ?? 1, times, epochs) }
}

function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length]!
}
