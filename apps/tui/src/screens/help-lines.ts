import { bold, type Line, span } from '../text/span'

const keys: readonly (readonly [key: string, meaning: string])[] = [
  ['space', 'pause the training, go on'],
  ['s', 'take one step'],
  ['+ -', 'raise, lower the learning rate'],
  ['l', 'axes: even, or spread out'],
  ['m', 'curve: smooth, raw, by epoch'],
  ['z', 'zoom: run, so far, recent'],
  ['arrows', 'read values; escape ends it'],
  ['q', 'stop and quit; ctrl-c at once'],
  ['?', 'hide this'],
]

/** What every key does. */
export function helpLines(): Line[] {
  return keys.map(([key, meaning]) => [span(key.padEnd(8), bold), span(meaning)])
}
