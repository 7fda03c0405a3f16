import { type KeyBinding, type KeyContext, viewKey } from '../../app/keymap'
import type { TrainView, View } from '../../app/view'
import { smoothings } from '../../store/curves'
import { panned, type Zoom, zoomed } from '../../store/zoom'

/** How far an arrow key moves the cursor, as a part of the chart. */
const cursorStep = 0.02

/** The keys of the training screen. */
export const trainKeys: readonly KeyBinding[] = [
  trainKey({ keys: ['m'], hint: 'smoothing', help: 'change the smoothing' }, (train) => ({
    ...train,
    smoothing: after(smoothings, train.smoothing),
  })),
  trainKey({ keys: ['l'], hint: 'axes', help: 'axes: log or linear' }, (train) => ({
    ...train,
    spread: !train.spread,
  })),
  trainKey(
    { keys: ['z'], label: 'z i o', hint: 'zoom', help: 'zoom: range, in, out' },
    (train, { nextZoom }) => ({ ...train, zoom: nextZoom(train.zoom) }),
  ),
  trainKey({ keys: ['i'], label: '', help: 'zoom in' }, (train, context) => ({
    ...train,
    zoom: zoomedAround(train, 1 / 2, train.cursor ?? 1, context),
  })),
  trainKey({ keys: ['o'], label: '', help: 'zoom out' }, (train, context) => ({
    ...train,
    zoom: zoomedAround(train, 2, train.cursor ?? 1, context),
  })),
  trainKey(
    { keys: ['left'], label: 'arrows', hint: 'read values', help: 'read values' },
    (train, context) => moved(train, -cursorStep, context),
  ),
  trainKey({ keys: ['right'], label: '', help: 'move the cursor right' }, (train, context) =>
    moved(train, cursorStep, context),
  ),
  trainKey({ keys: ['r'], hint: 'raw', help: 'show or hide raw values' }, (train) => ({
    ...train,
    raw: !train.raw,
  })),
  trainKey(
    {
      keys: ['escape'],
      label: '',
      help: 'hide the cursor',
      isActive: (_, view) => view.train.cursor !== null,
    },
    (train) => ({ ...train, cursor: null }),
  ),
]

/** The window `times` as wide around `place` (0 left, 1 right) in the charts. */
export function zoomedAround(
  { zoom }: TrainView,
  times: number,
  place: number,
  { spanOf, now }: KeyContext,
): Zoom {
  return zoomed(spanOf(zoom), place, times, now)
}

function trainKey(
  binding: Omit<KeyBinding, 'press'>,
  change: (train: TrainView, context: KeyContext) => TrainView,
): KeyBinding {
  return viewKey(binding, (view: View, context) => ({
    ...view,
    train: change(view.train, context),
  }))
}

// At the edge of the charts the cursor moves a window on under it.
function moved(train: TrainView, by: number, { spanOf, now }: KeyContext): TrainView {
  const cursor = (train.cursor ?? 0.5) + by
  const isBeyond = cursor < -1e-9 || cursor > 1 + 1e-9
  const zoom =
    isBeyond && typeof train.zoom !== 'string' ? panned(spanOf(train.zoom), by, now) : train.zoom
  return { ...train, zoom, cursor: Math.min(1, Math.max(0, cursor)) }
}

function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length]!
}
