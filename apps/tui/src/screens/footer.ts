import { isOver, type ViewState } from '../state/view-state'
import { dim, type Line, span } from '../text/span'
import type { ScreenName, View } from './view'

const own: Readonly<Record<ScreenName, readonly string[]>> = {
  train: ['m smoothing', 'l log', 'z i o zoom', 'arrows read', 'r raw'],
  digits: ['arrows choose', 'g go to'],
  confusion: ['arrows choose', 'enter images'],
  network: ['arrows more'],
  draw: ['mouse, or arrows and enter, draw', 'x clear', 'u undo', 'o open a picture'],
  runs: ['up down choose', 'x compare', 't train or test', 'l log'],
}

/** The keys that matter now, as many as fit. */
export function footerLine({ phase, run }: ViewState, view: View, columns: number): Line {
  const { screen } = view
  if (view.leaving) return keysLine(['s save and quit', 'q quit', 'g go on'], columns)
  const ofRun =
    run === null
      ? []
      : [phase === 'paused' ? 'space goes on' : 'space pauses', 's step', '+ - rate', 'c save']
  const keys = isOver(phase)
    ? ['q to leave', '? help', ...own[screen], 'c save']
    : [
        '? help',
        'q quit',
        ...(screen === 'train' ? [...ofRun, ...own.train] : [...own[screen], ...ofRun]),
      ]
  return keysLine(keys, columns)
}

function keysLine(keys: readonly string[], columns: number): Line {
  let text = ''
  for (const key of keys) {
    const longer = text === '' ? key : `${text}   ${key}`
    if (longer.length > columns) break
    text = longer
  }
  return [span(text, dim)]
}
