import { bold, type Line, span } from '../text/span'

const keys: readonly (readonly [key: string, meaning: string])[] = [
  ['space', 'pause the training, and go on'],
  ['s', 'take one step'],
  ['+  -', 'raise or lower the learning rate'],
  ['l', 'loss on a logarithmic axis; accuracy spread near 100%'],
  ['m', 'smooth the training curve: light, strong, raw, one point an epoch'],
  ['z', 'show the whole run, what is done, or the latest part'],
  ['arrows', 'read the values along the curves; escape ends reading'],
  ['?', 'show this, and hide it'],
  ['q', 'stop and quit'],
  ['ctrl-c', 'quit at once'],
]

/** What every key does. */
export function helpLines(): Line[] {
  return [
    [span('Keys', bold)],
    ...keys.map(([key, meaning]) => [span(key.padEnd(8), bold), span(meaning)]),
  ]
}
