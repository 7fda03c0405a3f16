import { isOver, type Phase, type ViewState } from '../state/view-state'
import { formatCount } from '../text/format'
import { bold, centre, dim, fit, type Line, span } from '../text/span'
import type { Size } from './painter'
import type { Theme } from './theme'

/** Asks how the run is to be ended, in the middle of the window. */
export function leaveLines(
  { run, epoch, step, phase }: ViewState,
  { columns, rows }: Size,
  { charset }: Theme,
): Line[] {
  const place =
    run === null
      ? 'The run has not begun yet.'
      : `Epoch ${epoch} of ${run.epochs}, step ${formatCount(step)}; ${doings(phase)}.`
  const key = (key: string, meaning: string): Line => [span(` ${key} `, bold), span(` ${meaning}`)]
  const inside: Line[] = [
    [span('Leave this run?', bold)],
    [span(place.slice(0, columns - 6), dim)],
    [],
    key('s', 'save it and quit'),
    key('q', 'quit without saving'),
    key('g', 'go on (or escape)'),
  ]
  const width = Math.min(columns - 2, 56)
  const { horizontal, vertical, corner } = charset.axis
  const [left, right] = [charset.frame.left, charset.frame.right]
  const room = width - 4
  const rule = horizontal.repeat(width - 2)
  const box: Line[] = [
    [span(left + rule + right, dim)],
    ...inside.map((line) => [
      span(`${vertical} `, dim),
      ...fit(line, room),
      span(` ${vertical}`, dim),
    ]),
    [span(corner + rule + charset.frame.corner, dim)],
  ]
  const above = Math.max(0, Math.floor((rows - box.length) / 2))
  const blank: Line[] = Array.from({ length: above }, () => [])
  return [...blank, ...box.map((line) => centre(line, columns))]
}

function doings(phase: Phase): string {
  if (isOver(phase)) return 'it is over'
  return phase === 'paused' ? 'it is paused' : 'it goes on meanwhile'
}
