import { beside, bold, dim, type Line, span } from '../text/span'
import type { Size } from './painter'
import type { ScreenName } from './view'

type Keys = readonly (readonly [key: string, meaning: string])[]

const common: Keys = [
  ['1-6 tab', 'other screens'],
  ['space s', 'pause, go on; take one step'],
  ['+ - c', 'learning rate; save the run'],
  ['q', 'quit, and ask how; ctrl-c at once'],
  ['?', 'hide this'],
]

const own: Readonly<Record<ScreenName, Keys>> = {
  train: [
    ['l r', 'log axes; raw values or not'],
    ['m', 'smooth more, not, or by epoch'],
    ['z i o', 'zoom: run, recent; in, out'],
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
  draw: [
    ['mouse', 'draws; the other button erases'],
    ['enter', 'pen down or up; arrows move it'],
    ['x u', 'clear; undo the last stroke'],
    ['o', 'open a PNG or JPEG by its path'],
  ],
  runs: [
    ['up', 'and down: choose a run'],
    ['x', 'compare it with the others, or not'],
    ['t l', 'train or test; log axes'],
  ],
}

const about: Readonly<Record<ScreenName, readonly string[]>> = {
  train: [
    'Loss is how surprised the network is by the right answers, accuracy how',
    'often it is right. The training curve is measured on the images it learns',
    'from, the test curve on images it never learns from: where the two part,',
    'the network learns by heart. Averages give the first value no extra weight.',
  ],
  digits: [
    'A test image, and what the network takes it for, measured again and again',
    'while it learns. The gallery holds its mistakes, the surest of them first.',
  ],
  confusion: [
    'A row for each true digit, a column for what it was taken for. Precision:',
    'how many of those taken for a digit are it. Recall: how many of a digit are',
    'found. F1: the harmonic mean of the two.',
  ],
  network: [
    'How the weights of each layer, the gradients of the loss by them, and the',
    "outputs for a sample of images are spread. A dead unit's output is zero for",
    'the whole sample. The images are the weights from each pixel to a unit.',
  ],
  draw: [
    'What is drawn is prepared as the images of MNIST were: ink told from paper,',
    'cut out, scaled into 20x20 and put with its centre of mass into the middle.',
  ],
  runs: [
    'Runs leave logs with --log FILE or --save DIR. They are looked for here, in',
    'runs/ and beside the files that are named on the command line.',
  ],
}

/** What every key does on a screen, and what the screen shows. */
export function helpLines(screen: ScreenName, { columns, rows }: Size): Line[] {
  const keys = (keys: Keys): Line[] =>
    keys.map(([key, meaning]) => [span(key.padEnd(8), bold), span(meaning)])
  const title = (text: string): Line => [span(text, dim)]
  if (columns < 80 || rows < 16) return [...keys(own[screen]), ...keys(common)]
  const width = 41
  const blocks = [
    { lines: [title('on this screen'), ...keys(own[screen])], width },
    { lines: [title('on every screen'), ...keys(common)], width: columns - width - 3 },
  ]
  return [...beside(blocks, 3), [], ...about[screen].map((text): Line => [span(text)])]
}
