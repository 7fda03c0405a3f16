import { isOver, type ViewState } from '../state/view-state'
import { dim, type Line, span } from '../text/span'
import type { ScreenName } from './view'

const own: Readonly<Record<ScreenName, readonly string[]>> = {
  train: ['l axes', 'm smoothing', 'z zoom', 'arrows read'],
  digits: ['arrows choose', 'g go to'],
  confusion: ['arrows choose', 'enter images'],
  network: ['arrows more'],
}

/** The keys that matter now, as many as fit. */
export function footerLine({ phase }: ViewState, screen: ScreenName, columns: number): Line {
  const run = [phase === 'paused' ? 'space goes on' : 'space pauses', 's step', '+ - rate']
  const keys = isOver(phase)
    ? ['q to leave', '? help', ...own[screen]]
    : [
        '? help',
        'q quit',
        ...(screen === 'train' ? [...run, ...own.train] : [...own[screen], ...run]),
      ]
  let text = ''
  for (const key of keys) {
    const longer = text === '' ? key : `${text}   ${key}`
    if (longer.length > columns) break
    text = longer
  }
  return [span(text, dim)]
}
