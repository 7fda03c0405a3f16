import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { FoundRuns } from '../../src/runs/find-runs'
import { frameLines } from '../../src/screens/frame'
import { initialView, screenNames, type View } from '../../src/screens/view'
import { reduce } from '../../src/state/reducer'
import { initialState } from '../../src/state/view-state'
import { type CharsetName, charsetNames, charsets } from '../../src/text/charset'
import { paint } from '../../src/text/paint'
import type { RunEvent } from '../../src/training/protocol'
import { epochEvent, started, steps, wholeRun } from '../support/events'
import { network, predictions, probabilities, testData } from '../support/inspection'

interface Options {
  readonly events?: readonly RunEvent[]
  readonly view?: Partial<View>
  readonly charset?: CharsetName
  readonly depth?: 1 | 4 | 8 | 24
  readonly earlier?: FoundRuns
}

/** The frame's lines as they are written. */
function painted(columns: number, rows: number, options: Options = {}): string[] {
  const { events = wholeRun, view = {}, charset = 'ascii', depth = 1 } = options
  const state = events.reduce(reduce, initialState)
  const picture = { state, view: { ...initialView, ...view }, earlier: options.earlier ?? null }
  const theme = { charset: charsets[charset], depth }
  return frameLines(picture, { columns, rows }, theme).map((line) => paint(line, depth))
}

/** The frame's lines without styles. */
const frame = (...options: Parameters<typeof painted>): string[] =>
  painted(...options).map(stripVTControlCharacters)

const midway: readonly RunEvent[] = [started, steps(1, 100), epochEvent(1), steps(101, 140)]
const looked = [...midway, testData, predictions, probabilities, network]
const stages = [[], wholeRun.slice(0, 1), [started], [started, steps(1, 3)], looked, wholeRun]

describe('Frame', () => {
  const sizes = [
    [1, 1],
    [10, 3],
    [39, 11],
    [40, 12],
    [60, 15],
    [80, 24],
    [100, 30],
    [120, 40],
    [200, 60],
    [300, 20],
    [45, 90],
  ] as const

  it.each(sizes)('fits into %dx%d at every stage, one row short of the window', (columns, rows) => {
    for (const charset of charsetNames)
      for (const events of stages)
        for (const screen of screenNames) {
          const lines = frame(columns, rows, { events, charset, view: { screen } })
          expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1))
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
        }
  })

  it.each([
    [40, 12],
    [80, 24],
    [120, 40],
    [200, 60],
  ])('tells the essentials at %dx%d', (columns, rows) => {
    const text = frame(columns, rows, { events: midway }).join('\n')
    for (const word of [
      'Loss',
      'Accuracy',
      'train',
      'test',
      'epoch 2/3',
      'left',
      '? help',
      'q quit',
    ])
      expect(text).toContain(word)
    expect(text).toContain('91.00%')
    expect(text).toContain('0.4000')
  })

  it('puts loss on the left and accuracy on the right, on the same row', () => {
    const title = frame(80, 24).find((line) => line.includes('Loss'))!
    expect(title.indexOf('Accuracy')).toBeGreaterThan(title.indexOf('Loss'))
  })

  it('asks for a larger window below 40x12', () => {
    expect(frame(39, 12)[0]).toContain('39x12')
    expect(frame(40, 11).join(' ')).toContain('40x12')
  })

  it('shows curves within the first epoch', () => {
    const curve = (events: readonly RunEvent[]): number =>
      frame(80, 24, { events }).slice(2, 12).join('').replaceAll(/[^:']/g, '').length
    expect(curve([started, steps(1, 50)])).toBeGreaterThan(curve([started]))
  })

  it('lists every epoch with its four figures, and the one under way', () => {
    const lines = frame(120, 40, { events: midway })
    const row = lines.find((line) => /^ *\* 1 /.test(line))!
    expect(row.trim().split(/ {2,}/).slice(0, 5)).toEqual([
      '* 1',
      '0.5000',
      '90.00%',
      '0.4000',
      '91.00%',
    ])
    expect(lines.some((line) => /^ *2 +0\.\d+ +90\.00% +-- +-- /.test(line))).toBe(true)
  })

  it('says what it waits for, and what came out', () => {
    expect(frame(80, 24, { events: wholeRun.slice(0, 1) })[0]).toContain('~ loading MNIST')
    const lines = frame(80, 24)
    expect(lines[0]).toContain('* completed, 93.00% right')
    expect(lines.at(-1)).toContain('q to leave')
  })

  it('reads the values under the cursor', () => {
    const title = frame(120, 40, { view: { train: { ...initialView.train, cursor: 0.5 } } }).find(
      (line) => line.includes('Loss'),
    )!
    expect(title).toContain('at 1.50')
    expect(title).toContain('test 0.4000')
  })

  it('uses no colour without colours, and no character but ASCII in ASCII', () => {
    const codes = (depth: 1 | 4): string[] =>
      painted(120, 40, { depth }).flatMap((line) => line.split('\u001b[').slice(1))
    const colored = /^(\d;)*(3[0-7]|38|48)[;m]/
    expect(codes(1).filter((code) => colored.test(code))).toEqual([])
    expect(codes(4).filter((code) => colored.test(code)).length).toBeGreaterThan(5)
    expect(frame(200, 60, { charset: 'ascii' }).join('')).toMatch(/^[ -~]*$/)
  })

  it('tells train and test apart by more than colour', () => {
    const title = frame(80, 24).find((line) => line.includes('Loss'))!
    expect(title).toContain('- train')
    expect(title).toContain('x test')
    expect(frame(80, 24).slice(3, 11).join('')).toContain('x')
  })

  it('names the screens, and which one is shown', () => {
    const tabs = '1 Train 2 Digits 3 Confusion 4 Network 5 Draw 6 Runs'
    expect(frame(80, 24)[0]).toContain(tabs)
    expect(frame(40, 12, { view: { screen: 'digits' } })[0]).toContain('1 2 Digits 3 4 5 6')
  })

  it('asks how a run is to be left, in every window', () => {
    for (const [columns, rows] of [
      [40, 12],
      [80, 24],
      [200, 60],
    ] as const) {
      const asked = frame(columns, rows, { events: midway, view: { leaving: true } }).join('\n')
      for (const words of ['Leave this run?', 'save it and quit', 'without saving', 'go on'])
        expect(asked).toContain(words)
    }
    const going = frame(80, 24, { events: midway, view: { leaving: true } }).join('\n')
    expect(going).toContain('Epoch 2 of 3, step 140; it goes on meanwhile.')
    expect(frame(80, 24, { view: { leaving: true } }).join('\n')).toContain('it is over.')
  })

  it('draws the raw values under the smoothed curve on demand', () => {
    const noise = steps(1, 100)
    const losses = noise.losses.map((loss, step) => loss * (step % 2 === 0 ? 1.3 : 0.7))
    const noisy = [started, { ...noise, losses }]
    const inked = (raw: boolean): number => {
      const train = { ...initialView.train, raw }
      const text = frame(120, 40, { events: noisy, view: { train }, charset: 'braille' })
      return text
        .slice(4, 20)
        .join('')
        .replaceAll(/[^\u2801-\u28ff]/g, '').length
    }
    expect(inked(true)).toBeGreaterThan(1.3 * inked(false))
  })

  it('shows the keys of each screen on demand, in the smallest window too', () => {
    const own = {
      train: 'zoom',
      draw: 'pen',
      runs: 'compare',
      digits: 'by its number',
      confusion: 'choose a cell',
      network: 'units',
    }
    for (const screen of screenNames) {
      const lines = frame(40, 12, { view: { screen, help: true } })
      const text = lines.join('\n')
      for (const word of [own[screen], 'pause', 'learning rate', 'quit', 'ctrl-c', '?'])
        expect(text).toContain(word)
      expect(lines).toHaveLength(11)
    }
  })
})
