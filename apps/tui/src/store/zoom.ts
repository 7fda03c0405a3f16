import { roundStep } from '../chart/ticks'
import type { RunState } from './run-state'

/** Part of a run, in epochs. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** Parts of a run by name: the steps so far, the latest of them, or the whole run. */
const zooms = ['so far', 'recent', 'run'] as const

/** Which part of the run the charts show: one of the named ones, or a window. */
export type Zoom = (typeof zooms)[number] | Window

/** The narrowest window, in epochs. */
const narrowest = 0.02

/**
 * The epochs that the charts span; the latest part is a fifth of the steps so far, or an epoch. Its
 * ends are round, so that a chart is not scaled anew by every step: most of it stays as it is.
 */
export function spanOf(
  { run, step }: Pick<RunState, 'run' | 'step'>,
  zoom: Zoom,
): readonly [from: number, to: number] {
  if (typeof zoom !== 'string') return [zoom.from, zoom.to]
  if (run === null) return [0, 1]
  const now = Math.max(0.01, step / run.stepsPerEpoch)
  if (zoom === 'run') return [0, run.epochs]
  const from = zoom === 'so far' ? 0 : Math.max(0, now - Math.max(1, now / 5))
  const grid = roundStep(now - from, 20)
  const multiple = (count: number): number => Number((count * grid).toPrecision(12))
  const to = Math.min(run.epochs, multiple(Math.ceil(now / grid - 1e-9)))
  return [multiple(Math.floor(from / grid + 1e-9)), to]
}

/** The named part after `zoom` that shows something else; `so far` after a window. */
export function nextZoom(state: Pick<RunState, 'run' | 'step'>, zoom: Zoom): Zoom {
  if (typeof zoom !== 'string') return 'so far'
  const [from, to] = spanOf(state, zoom)
  const place = zooms.indexOf(zoom)
  const others = [...zooms.slice(place + 1), ...zooms.slice(0, place)]
  const differs = (other: Zoom): boolean => {
    const span = spanOf(state, other)
    return Math.abs(span[0] - from) > narrowest || Math.abs(span[1] - to) > narrowest
  }
  return others.find(differs) ?? zoom
}

/**
 * The window `times` as wide around a place in it (0 left, 1 right), within the `now` epochs so far;
 * `so far` where it is as wide as those.
 */
export function zoomed(
  [from, to]: readonly [number, number],
  place: number,
  times: number,
  now: number,
): Zoom {
  const width = Math.max(narrowest, (Math.min(to, now) - from) * times)
  if (width >= now) return 'so far'
  const at = Math.min(now, from + place * (to - from))
  return within(at - place * width, width, now)
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
