import { bold, type Line, span } from '../text/span'
import type { ScreenName } from './view'

type Keys = readonly (readonly [key: string, meaning: string])[]

const common: Keys = [
  ['1-4 tab', 'other screens'],
  ['space s', 'pause, go on; take one step'],
  ['+ -', 'raise, lower the learning rate'],
  ['q', 'stop and quit; ctrl-c at once'],
  ['?', 'hide this'],
]

const own: Readonly<Record<ScreenName, Keys>> = {
  train: [
    ['l', 'axes: even, or spread out'],
    ['m', 'curve: smooth, raw, by epoch'],
    ['z', 'zoom: run, so far, recent'],
    ['arrows', 'read values; escape ends it'],
  ],
  digits: [
    ['left', 'and right: test images in order'],
    ['up', 'and down: images in the gallery'],
    ['g', 'go to an image by its number'],
    ['escape', 'all mistakes in the gallery'],
  ],
  confusion: [
    ['arrows', 'choose a cell'],
    ['enter', 'show the images of the cell'],
  ],
  network: [['arrows', 'more units of the first layer']],
}

/** What every key does on a screen. */
export function helpLines(screen: ScreenName): Line[] {
  return [...own[screen], ...common].map(([key, meaning]) => [
    span(key.padEnd(8), bold),
    span(meaning),
  ])
}
