import { describe, expect, it } from 'vitest'
import { initialView, type View } from '../../src/app/view'
import { cellTitle, countText } from '../../src/screens/confusion/confusion-screen'
import { charsets } from '../../src/text/charset'
import type {
  NetworkEvent,
  PredictionsEvent,
  TestDataEvent,
} from '../../src/training/inspection/events'
import { started } from '../support/events'
import { type FrameOptions, frame, styledFrame } from '../support/frames'
import { network, predictions, probabilities, testData } from '../support/inspection'

const looked = [started, testData, predictions, probabilities, network]
const digits: Partial<View> = { screen: 'digits', digits: { image: 4, cell: null } }
const confusion: Partial<View> = { screen: 'confusion', confusion: { label: 4, predicted: 9 } }

const textOf = (columns: number, rows: number, options: FrameOptions): string =>
  frame(columns, rows, { events: looked, ...options })
    .map((line) => line.trimEnd())
    .join('\n')

it.each(['digits', 'confusion', 'network'] as const)(
  'the %s screen says what it waits for',
  (screen) => {
    expect(textOf(80, 24, { events: [], view: { screen } })).toContain('Waiting for the run')
    expect(textOf(80, 24, { events: [started], view: { screen } })).toMatch(/Waiting for .* \.\.\./)
  },
)

describe('the digits screen', () => {
  it('shows the true and the predicted class of an image', () => {
    const text = textOf(80, 24, { view: digits })
    expect(text).toMatch(/Image 4 .* step 120/)
    expect(text).toMatch(/4 \* [#=-]+ +25%/)
    expect(text).toMatch(/9 ! [#=-]+ +75%/)
    expect(text).toContain('3 of 20 predicted wrong')
    const large = textOf(120, 40, { view: digits })
    expect(large).toMatch(/ 4 as 9 85% .* 7 as 1 68% .*> 4 as 9 60%/)
  })

  it('shows an image with more ink as heavier', () => {
    const weight = (image: number): number => {
      const view = { ...digits, digits: { image, cell: null } }
      const line = frame(40, 12, { events: looked, view })[3]!
      return charsets.ascii.shades.indexOf(line.charAt(2))
    }
    expect([weight(0), weight(10) > weight(0), weight(19) > weight(10)]).toEqual([0, true, true])
  })

  it('has empty bars until an image is classified', () => {
    const view = { ...digits, digits: { image: 5, cell: null } }
    expect(textOf(120, 40, { view })).toMatch(/0 +-+ +--/)
  })

  it('shows the images of a cell, and the number that is typed', () => {
    const cell = { label: 4, predicted: 9 }
    const view = { ...digits, digits: { image: 4, cell } }
    expect(textOf(80, 24, { view })).toContain('2: 4 predicted as 9')
    const prompt = { kind: 'image', text: '12', completions: 0 } as const
    expect(textOf(80, 24, { view: { ...view, prompt } })).toContain('image number: 12')
  })
})

describe('the confusion screen', () => {
  it('counts, and scores each class', () => {
    const text = textOf(120, 40, { view: confusion })
    expect(text).toContain('2 of 2 fours predicted as 9, 100.0%')
    expect(text).toMatch(/4 +0\.00% +0\.00% +0\.00%/)
    expect(text).toMatch(/9 +50\.00% +100\.0% +66\.67%/)
    expect(text).toMatch(/mean +[\d.]+% +85\.00% +[\d.]+%/)
    expect(text).toMatch(/4 +9 +2 /)
  })

  it('keeps the chosen row visible where not all rows fit, and says which there are', () => {
    const rows = (label: number) => {
      const view = { ...confusion, confusion: { label, predicted: 0 } }
      const lines = frame(40, 12, { events: looked, view }).slice(2, -1)
      return { text: lines.join('\n'), names: lines.map((line) => line.trim().charAt(0)) }
    }
    expect(rows(0).names).toContain('0')
    expect(rows(9).names).toContain('9')
    expect(rows(9).names).not.toContain('1')
    expect(rows(0).text).toMatch(/^6 +v/m)
    expect(rows(0).text).not.toMatch(/^0 +\^/m)
    expect(rows(9).text).toMatch(/^3 +\^/m)
  })

  it('shows one mistake among many correct predictions in another shade than none', () => {
    const many: TestDataEvent = {
      ...testData,
      labels: Int32Array.from({ length: 1000 }, () => 7),
      pixels: new Uint8Array(1000 * 784),
    }
    const predicted = Uint8Array.from(many.labels)
    predicted[0] = 1
    const result: PredictionsEvent = {
      ...predictions,
      predicted,
      confidence: new Float32Array(1000).fill(0.9),
    }
    const lines = styledFrame(120, 40, {
      ...{ events: [started, many, result], view: confusion },
      ...{ charset: 'braille', depth: 24 },
    } as const)
    const row = lines.find((line) => line.includes('999'))!
    const shades = new Set(
      row
        .split('\u001b[')
        .filter((code) => code.startsWith('48;2;'))
        .map((code) => code.split('m')[0]),
    )
    expect(shades.size).toBeGreaterThanOrEqual(3)
  })

  it('names a cell by its classes', () => {
    const counts = [
      [98, 2],
      [7, 93],
    ]
    expect(cellTitle(counts, { label: 1, predicted: 0 }, ['0', '1'])).toBe(
      '7 of 100 ones predicted as 0, 7.00%',
    )
    expect(cellTitle(counts, { label: 0, predicted: 0 }, ['Dress', 'Coat'])).toBe(
      '98 of 100 images of Dress predicted correctly, 98.00%',
    )
  })

  it('never shows a count as another number', () => {
    for (const width of [2, 3, 4, 5, 9])
      for (const count of [1, 9, 10, 99, 100, 999, 1000, 4800, 12_345, 100_000]) {
        const text = countText(count, width, '#')
        const shown = text.endsWith('k') ? 1000 * Number(text.slice(0, -1)) : Number(text)
        if (/^#+$/.test(text)) continue
        expect(shown).toBeGreaterThan(0)
        expect(Math.floor(count / (text.endsWith('k') ? 1000 : 1))).toBe(
          text.endsWith('k') ? shown / 1000 : shown,
        )
      }
  })
})

/** Data of `classes`, and predictions of which every fifth is wrong. */
function dataOf(classes: readonly string[], rows = 28, columns = 28) {
  const count = 3 * classes.length
  const labels = Int32Array.from({ length: count }, (_, image) => image % classes.length)
  const data: TestDataEvent = {
    ...{ type: 'testData', rows, columns, labels, classes },
    pixels: new Uint8Array(count * rows * columns).fill(200),
  }
  const result: PredictionsEvent = {
    ...{ type: 'predictions', step: 9 },
    predicted: Uint8Array.from(labels, (label, image) =>
      image % 5 === 0 ? (label + 1) % classes.length : label,
    ),
    confidence: new Float32Array(count).fill(0.8),
  }
  const values = classes.map((_, index) => (index === 1 ? 1 : 0))
  return [started, data, result, { type: 'probabilities', step: 9, image: 0, values } as const]
}

const fashion = [
  ...['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat'],
  ...['Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
]
const balanced = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt')

describe.each([
  ['of Fashion-MNIST', dataOf(fashion)],
  ['of 47 characters', dataOf(balanced)],
  ['of two classes and 32x20 pixels', dataOf(['cat', 'dog'], 32, 20)],
])('images %s', (_, events) => {
  it.each(['digits', 'confusion', 'draw'] as const)('fit into the %s screen', (screen) => {
    for (const [columns, rows] of [
      [40, 12],
      [70, 20],
      [80, 24],
      [120, 40],
      [200, 60],
    ] as const) {
      const lines = frame(columns, rows, { events, view: { screen } })
      expect(lines).toHaveLength(rows - 1)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns)
      // Borders are closed: nothing runs over them.
      if (columns >= 70)
        for (const line of lines.slice(1, -1)) expect(line.trimEnd()).toMatch(/[|+]$|^$|[ .]/)
    }
  })
})

it('long class names neither shift rows nor collide in the confusion matrix', () => {
  const view = { screen: 'confusion' as const, confusion: { label: 0, predicted: 1 } }
  const lines = frame(120, 40, { events: dataOf(fashion), view })
  const starts = fashion.map((name) => {
    const line = lines.find((line) => line.startsWith(`| ${name} `))!
    return line.search(/[.\d>]+ +[.\d>]+ +[.\d>]+/)
  })
  expect(Math.max(...starts) - Math.min(...starts)).toBeLessThanOrEqual(2)
  const heading = lines.find((line) => line.startsWith('| true'))!
  const names = heading.slice(8, 72).trim().split(/ +/)
  expect(names).toHaveLength(10)
})

describe('the network screen', () => {
  const view = { screen: 'network' } as const

  it('lists the layers with their sizes, ranges and dead units', () => {
    const text = textOf(120, 40, { view })
    expect(text).toContain('2 layers, 200,960 parameters')
    expect(text).toMatch(/Linear\(784, 256\) +256 +200,960 /)
    expect(text).toContain('max 0.25')
    expect(text).toContain('min -0.5')
    expect(text).toMatch(/ReLU +256 +- .* 3 +\|$/m)
  })

  it('shows pages of units, around', () => {
    expect(textOf(120, 40, { view: { ...view, network: { page: -1 } } })).toMatch(
      /units \d+ to 256 of 256/,
    )
    expect(textOf(120, 40, { view })).toMatch(/units 1 to \d+ of 256/)
  })

  it('omits what has no room', () => {
    const text = textOf(40, 12, { view })
    expect(text).toContain('weights')
    expect(text).not.toContain('gradients')
    expect(text).not.toContain('units 1')
  })

  it('shows signs of weights by colour where there are no shades', () => {
    const half: NetworkEvent = {
      ...network,
      filters: {
        ...network.filters,
        values: network.filters.values.map((_, index) => (index % 784 < 392 ? 0 : 255)),
      },
    }
    const lines = styledFrame(80, 24, { events: [started, half], view, depth: 4 })
    expect(lines.join('')).toContain('\u001b[36m##')
    expect(lines.join('')).toContain('\u001b[33m##')
  })
})

it('no screen assumes that there are four layers of ten classes', () => {
  const layers = Array.from({ length: 14 }, (_, index) => ({
    ...network.layers[index % 2]!,
    name: `Conv2d(${index + 1}, 64, kernel 3, padding 1)`,
  }))
  const filters = { count: 64, rows: 3, columns: 3, values: new Uint8Array(64 * 9).fill(200) }
  const deep: NetworkEvent = { ...network, layers, filters }
  const maps = { count: 16, rows: 28, columns: 28, values: new Uint8Array(16 * 784).fill(60) }
  const convolutional: NetworkEvent = { ...deep, layers: layers.slice(0, 3), maps }
  for (const [columns, rows] of [
    [40, 12],
    [80, 24],
    [200, 60],
  ] as const) {
    const events = [started, deep]
    const lines = frame(columns, rows, { events, view: { ...initialView, screen: 'network' } })
    expect(lines).toHaveLength(rows - 1)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns)
    expect(lines.join('\n')).toContain('14 layers')
    const beside = frame(columns, rows, {
      events: [started, convolutional],
      view: { ...initialView, screen: 'network' },
    })
    expect(beside).toHaveLength(rows - 1)
    for (const line of beside) expect(line.length).toBeLessThanOrEqual(columns)
    if (rows >= 24) expect(beside.join('\n')).toMatch(/Kernels 1 to \d+ of 64.*Feature maps 1 to/)
  }
})
