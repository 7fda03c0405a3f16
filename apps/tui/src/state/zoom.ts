import type { ViewState } from './view-state'

/** Part of a run, in epochs. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** The parts of a run that need no choosing. */
export const zooms = ['run', 'so far', 'recent'] as const

/** Which part of the run the charts show: the whole of it, what is done, the latest part, or a window. */
export type Zoom = (typeof zooms)[number] | Window

/** The narrowest window, in epochs. */
const narrowest = 0.02

/** The epochs that the charts span; the latest part is a fifth of what is done, or an epoch. */
export function spanOf(
  { run, step }: Pick<ViewState, 'run' | 'step'>,
  zoom: Zoom,
): readonly [from: number, to: number] {
  if (typeof zoom !== 'string') return [zoom.from, zoom.to]
  if (run === null) return [0, 1]
  const now = Math.max(0.01, step / run.stepsPerEpoch)
  if (zoom === 'run') return [0, run.epochs]
  return [zoom === 'so far' ? 0 : Math.max(0, now - Math.max(1, now / 5)), now]
}

/** The window `times` as wide around a place in it (0 left, 1 right), within `epochs`; all of the run where it is as wide. */
export function zoomed(
  [from, to]: readonly [number, number],
  place: number,
  times: number,
  epochs: number,
): Zoom {
  const width = Math.max(narrowest, (to - from) * times)
  if (width >= epochs) return 'run'
  const at = from + place * (to - from)
  return within(at - place * width, width, epochs)
}

/** The window moved by a part of its width, within `epochs`. */
export function panned(
  [from, to]: readonly [number, number],
  part: number,
  epochs: number,
): Window {
  return within(from + part * (to - from), to - from, epochs)
}

function within(from: number, width: number, epochs: number): Window {
  const start = Math.min(Math.max(0, from), Math.max(0, epochs - width))
  return { from: start, to: start + width }
}
