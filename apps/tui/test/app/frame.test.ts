import { describe, expect, it } from 'vitest'
import { initialView, screenNames } from '../../src/app/view'
import { charsetNames } from '../../src/text/charset'
import type { RunEvent } from '../../src/training/protocol'
import { epochEvent, started, steps, wholeRun } from '../support/events'
import { frame, styledFrame } from '../support/frames'
import { network, predictions, probabilities, testData } from '../support/inspection'

const midway: readonly RunEvent[] = [started, steps(1, 100), epochEvent(1), steps(101, 140)]
const looked = [...midway, testData, predictions, probabilities, network]
const stages = [[], wholeRun.slice(0, 1), [started], [started, steps(1, 3)], looked, wholeRun]

describe('a frame', () => {
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
          expect(lines.length).toBe(Math.max(1, rows - 1))
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
        }
  })

  it.each([
    [40, 12],
    [80, 24],
    [120, 40],
    [200, 60],
  ])('shows the essentials at %dx%d', (columns, rows) => {
    const text = frame(columns, rows, { events: midway }).join('\n')
    for (const word of ['Loss', 'Accuracy', 'epoch 2/3', 'left', '? help', 'q quit', '91.00%'])
      expect(text).toContain(word)
    expect(text).toContain('0.4000')
  })

  it('has loss on the left and accuracy on the right, in the same row', () => {
    const title = frame(80, 24).find((line) => line.includes('Loss'))!
    expect(title.indexOf('Accuracy')).toBeGreaterThan(title.indexOf('Loss'))
  })

  it('asks for a larger window below 40x12', () => {
    expect(frame(39, 12)[0]).toContain('39x12')
    expect(frame(40, 11).join(' ')).toContain('40x12')
  })

  it('shows curves within the first epoch', () => {
    const curve = (events: readonly RunEvent[]): number =>
      frame(80, 24, { events }).slice(3, 10).join('').replaceAll(/[^:']/g, '').length
    expect(curve([started, steps(1, 50)])).toBeGreaterThan(curve([started]))
  })

  it('lists every epoch with its figures, and the current one', () => {
    const lines = frame(120, 40, { events: midway })
    const row = lines.find((line) => /^\| +\* 1 /.test(line))!
    expect(row.replace('|', '').trim().split(/ {2,}/).slice(0, 5)).toEqual([
      '* 1',
      '0.5000',
      '90.00%',
      '0.4000',
      '91.00%',
    ])
    expect(lines.some((line) => /^\| +2 +0\.\d+ +90\.00% +-- +-- /.test(line))).toBe(true)
  })

  it('shows what the run waits for, and its result', () => {
    expect(frame(80, 24, { events: wholeRun.slice(0, 1) })[0]).toContain('~ loading MNIST')
    expect(frame(120, 40)[0]).toContain('* completed | test accuracy 93.00%')
    expect(frame(80, 24)[0]).toContain('* completed | test 93.00%')
  })

  it('shows the test accuracy on every screen and at every size', () => {
    for (const [columns, rows] of sizes.slice(3))
      for (const screen of screenNames)
        expect(frame(columns, rows, { view: { screen } })[0]).toContain('93.00%')
  })

  it.each([
    [40, 12],
    [80, 24],
    [120, 40],
  ])('reads the values under the cursor at %dx%d', (columns, rows) => {
    const train = { ...initialView.train, zoom: 'run', cursor: 0.5 } as const
    const text = frame(columns, rows, { view: { train } }).slice(0, -12).join('\n')
    const small = frame(columns, rows, { view: { train } }).join('\n')
    const shown = rows > 12 ? text : small
    expect(shown).toContain('at 1.50')
    // Of epoch 1, not of epoch 3.
    for (const value of ['0.4000', '91.00%']) expect(shown).toContain(value)
    expect(shown.split('\n').slice(0, 3).join()).not.toContain('0.1333')
  })

  it('uses no colour without colours, and no character but ASCII in ASCII', () => {
    const codes = (depth: 1 | 4): string[] =>
      styledFrame(120, 40, { depth }).flatMap((line) => line.split('\u001b[').slice(1))
    const colored = /^(\d;)*(3[0-7]|9[0-7]|38|48)[;m]/
    expect(codes(1).filter((code) => colored.test(code))).toEqual([])
    expect(codes(1).filter((code) => code.startsWith('1m'))).not.toEqual([])
    expect(codes(4).filter((code) => colored.test(code)).length).toBeGreaterThan(5)
    for (const screen of screenNames)
      for (const [columns, rows] of sizes.slice(3))
        for (const help of [false, true]) {
          const lines = frame(columns, rows, { events: looked, view: { screen, help } })
          expect(lines.join('')).toMatch(/^[ -~]*$/)
        }
  })

  it('distinguishes train and test by more than colour', () => {
    const title = frame(120, 40).find((line) => line.includes('Loss'))!
    expect(title).toContain('- train')
    expect(title).toContain('x test')
    expect(frame(80, 24).slice(3, 11).join('')).toContain('x')
  })

  it('names the screens, and marks the selected one', () => {
    const tabs = '1 Train 2 Digits 3 Confusion 4 Network 5 Draw 6 Runs'
    expect(frame(80, 24)[0]).toContain(tabs)
    expect(styledFrame(80, 24)[0]).toMatch(/\[4m.*1 Train/)
    expect(frame(40, 12, { view: { screen: 'digits' } })[0]).toContain('1 2 Digits 3 4 5 6')
  })

  it('asks how to leave a run, in every window', () => {
    const view = { dialog: 'leave' } as const
    for (const [columns, rows] of [
      [40, 12],
      [80, 24],
      [200, 60],
    ] as const) {
      const asked = frame(columns, rows, { events: midway, view }).join('\n')
      for (const words of ['Leave this run?', 'save it and quit', 'without saving', 'stay'])
        expect(asked).toContain(words)
    }
    const running = frame(120, 40, { events: midway, view }).join('\n')
    expect(running).toContain('Epoch 2 of 3, step 140; training')
    const over = frame(80, 24, { view }).join('\n')
    expect(over).toContain('Leave without saving?')
  })

  it('explains a divergence in every window', () => {
    const message =
      'the loss became NaN: in step 141 (epoch 2) the weights of layer 0 became infinite or NaN, with the batch of rows 1, 2'
    const diverged = { type: 'diverged', message, step: 100, learningRate: 0.001 } as const
    for (const [columns, rows] of [
      [40, 12],
      [80, 24],
      [200, 60],
    ] as const) {
      const text = frame(columns, rows, { events: [...midway, diverged] }).join('\n')
      for (const words of ['Training diverged', 'learning rate', '0.001', 'r  return'])
        expect(text).toContain(words)
    }
  })

  it('draws raw values under the smoothed curve on demand', () => {
    const noise = steps(1, 100)
    const losses = noise.losses.map((loss, step) => loss * (step % 2 === 0 ? 1.3 : 0.7))
    const noisy = [started, { ...noise, losses }]
    const inked = (raw: boolean): number => {
      const train = { ...initialView.train, raw }
      const text = frame(120, 40, { events: noisy, view: { train }, charset: 'braille' })
      return text
        .slice(3, 20)
        .join('')
        .replaceAll(/[^\u2801-\u28ff]/g, '').length
    }
    expect(inked(true)).toBeGreaterThan(1.3 * inked(false))
  })

  it('shows the keys of each screen on demand, in the smallest window too', () => {
    const own = {
      train: 'zoom',
      draw: 'undo',
      runs: 'compare',
      digits: 'go to',
      confusion: 'choose',
      network: 'units',
    }
    for (const [columns, rows] of [
      [40, 12],
      [80, 24],
    ] as const)
      for (const screen of screenNames) {
        const lines = frame(columns, rows, { events: midway, view: { screen, help: true } })
        const text = lines.slice(1, -1).join('\n')
        for (const word of [own[screen], 'pause', 'rate', 'quit', 'ctrl+c', '?'])
          expect(text).toContain(word)
      }
  })

  it('shows what has just happened at every size', () => {
    const message = 'runs/a/checkpoint.safetensors cannot be written: the disk is full'
    const unsaved = [...midway, { type: 'unsaved', message, step: null } as const]
    for (const [columns, rows] of sizes.slice(3)) {
      const lines = frame(columns, rows, { events: unsaved, view: { screen: 'draw' } })
      expect(lines.at(-1)).toContain(message.slice(0, 30))
    }
    const faster = [...midway, { type: 'learningRate', value: 0.015 } as const]
    expect(frame(40, 12, { events: faster }).at(-1)).toContain('learning rate set to 0.015')
  })

  it('wraps warnings in the log, and cuts other messages with an ellipsis', () => {
    const message = 'runs/a cannot be written: the disk is full and there is nothing to be done'
    const events = [started, { type: 'unsaved', message, step: null } as const]
    const log = frame(80, 24, { events })
      .slice(-6, -1)
      .map((line) =>
        line
          .slice(56)
          .replaceAll(/^[+|-]+|[ |]+$/g, '')
          .trim(),
      )
    expect(log.join(' ')).toContain('the disk is full')
    const long = [started, { type: 'log', text: 'x'.repeat(90) } as const]
    expect(frame(80, 24, { events: long }).join('\n')).toMatch(/\| x+~/)
  })
})
