import { describe, expect, it } from 'vitest'
import { type KeyContext, type KeyPress, type NamedKey, onKey } from '../../src/screens/keys'
import { initialView, type View } from '../../src/screens/view'
import { spanOf } from '../../src/state/zoom'
import { started } from '../support/events'

const context: KeyContext = {
  isOver: false,
  epochs: 10,
  spanOf: (zoom) => spanOf({ run: null, step: 0 }, zoom),
  runs: ['this run', 'a 1', 'b 1'],
  testImages: 100,
  classes: 10,
  gallery: (cell) => (cell === null ? [40, 70, 10] : [4, 14]),
}

const named = new Set<string>([
  'left',
  'right',
  'up',
  'down',
  'enter',
  'escape',
  'backspace',
  'tab',
  'back-tab',
])
const keyOf = (key: string): KeyPress =>
  named.has(key) ? { name: key as NamedKey } : { input: key, ctrl: false }

const after = (view: View, ...keys: string[]): View =>
  keys.reduce((view, key) => onKey(view, keyOf(key), context).view, view)
const actionOf = (view: View, key: string) => onKey(view, keyOf(key), context).action

describe('on every screen', () => {
  it('keys turn into actions', () => {
    for (const screen of Array.from('123456')) {
      const view = after(initialView, screen)
      expect([' ', 's', '+', '=', '-', 'c'].map((key) => actionOf(view, key))).toEqual([
        ...['pause', 'step', 'faster', 'faster', 'slower', 'save'],
      ])
    }
    expect(onKey(initialView, { input: 'c', ctrl: true }, context).action).toBe('interrupt')
    expect(onKey(initialView, { input: 'z', ctrl: true }, context).action).toBe('suspend')
  })

  it('numbers and Tab lead to the screens, around in both directions', () => {
    expect(Array.from('123456', (key) => after(initialView, key).screen)).toEqual([
      ...['train', 'digits', 'confusion', 'network', 'draw', 'runs'],
    ])
    expect(after(initialView, 'tab', 'tab').screen).toBe('confusion')
    expect(after(initialView, 'back-tab').screen).toBe('runs')
    expect(after(initialView, '7')).toEqual(initialView)
  })

  it('help comes and goes', () => {
    expect(after(initialView, '?').help).toBe(true)
    for (const key of ['?', 'escape', '2', 'm'])
      expect(after(initialView, '?', key).help).toBe(false)
    expect(after(initialView, '2', '?', 'g')).toMatchObject({ help: false, digits: { entry: '' } })
    expect(after(initialView, '?', 'tab', '+').help).toBe(true)
  })

  it('q asks how to leave, and leaves at once where no run is under way', () => {
    const asked = onKey(initialView, keyOf('q'), context)
    expect([asked.action, asked.view.leaving]).toEqual([undefined, true])
    const over = { ...context, isOver: true }
    expect(onKey(initialView, keyOf('q'), over).action).toBe('quit')
    expect(actionOf(asked.view, 's')).toBe('save and quit')
    expect(actionOf(asked.view, 'q')).toBe('quit')
    for (const key of ['g', 'escape', 's', 'q']) expect(after(asked.view, key).leaving).toBe(false)
    for (const key of [' ', '2', 'tab', 'enter', '+'])
      expect(onKey(asked.view, keyOf(key), context)).toEqual({ view: asked.view })
    expect(onKey(asked.view, { input: 'c', ctrl: true }, context).action).toBe('interrupt')
  })

  it('other keys do nothing', () => {
    expect(onKey(initialView, keyOf('x'), context)).toEqual({ view: initialView })
    expect(onKey(initialView, { input: 'x', ctrl: true }, context)).toEqual({ view: initialView })
  })
})

describe('on the training screen', () => {
  it('choices go around', () => {
    expect(after(initialView, 'l').train.spread).toBe(true)
    expect(after(initialView, 'm').train.smoothing).toBe('medium')
    expect(after(initialView, 'r').train.raw).toBe(true)
    expect(after(initialView, 'z').train.zoom).toBe('so far')
    const around = after(initialView, ...'llrrmmmmmzzz')
    expect(around).toEqual(initialView)
  })

  it('the cursor moves within the chart, and goes away', () => {
    const { cursor } = after(initialView, 'right').train
    expect(cursor).toBeCloseTo(0.52, 12)
    const end = after(initialView, ...new Array(60).fill('right'))
    expect(end.train.cursor).toBe(1)
    expect(after(end, 'escape').train.cursor).toBeNull()
  })
})

describe('the window of the training screen', () => {
  const running: KeyContext = {
    ...context,
    spanOf: (zoom) =>
      spanOf({ run: { ...started, epochs: 10 }, step: 5 * started.stepsPerEpoch }, zoom),
  }
  const pressed = (view: View, ...keys: string[]): View =>
    keys.reduce((view, key) => onKey(view, keyOf(key), running).view, view)

  it('is cut out around the cursor, or at the newest', () => {
    expect(pressed(initialView, 'i').train.zoom).toEqual({ from: 5, to: 10 })
    expect(pressed(initialView, 'z', 'i').train.zoom).toEqual({ from: 2.5, to: 5 })
    const at = { ...initialView, train: { ...initialView.train, cursor: 0.2 } }
    expect(pressed(at, 'i').train.zoom).toEqual({ from: 1, to: 6 })
  })

  it('widens to the whole run, and z ends it', () => {
    expect(pressed(initialView, 'i', 'i', 'o', 'o').train.zoom).toBe('run')
    expect(pressed(initialView, 'i', 'z').train.zoom).toBe('run')
  })

  it('never becomes narrower than can be told apart, nor leaves the run', () => {
    const narrow = pressed(initialView, ...new Array(30).fill('i')).train.zoom
    const [from, to] = running.spanOf(narrow)
    expect(to - from).toBeCloseTo(0.02, 9)
    expect([from >= 0, to <= 10]).toEqual([true, true])
  })

  it('moves on under a cursor at its edge', () => {
    const edge = { ...initialView.train, cursor: 0, zoom: { from: 4, to: 6 } }
    const moved = pressed({ ...initialView, train: edge }, 'left').train
    expect([moved.cursor, moved.zoom]).toEqual([0, { from: 3.96, to: 5.96 }])
    const start = { ...edge, zoom: { from: 0, to: 2 } }
    expect(pressed({ ...initialView, train: start }, 'left').train.zoom).toEqual({ from: 0, to: 2 })
  })
})

describe('on the runs screen', () => {
  const runs = after(initialView, '6')

  it('up and down choose, within the list', () => {
    expect(after(runs, 'down').runs.chosen).toBe(1)
    expect(after(runs, 'down', 'down', 'down', 'down').runs.chosen).toBe(2)
    expect(after(runs, 'up').runs.chosen).toBe(0)
    const none = { ...context, runs: [] }
    expect(onKey(runs, keyOf('down'), none).view.runs.chosen).toBe(0)
  })

  it('x takes a run out of the comparison and into it, t and l change the charts', () => {
    expect(after(runs, 'down', 'x').runs.toggled).toEqual(['a 1'])
    expect(after(runs, 'down', 'x', 'x').runs.toggled).toEqual([])
    expect(after(runs, 't', 'l').runs).toMatchObject({ side: 'train', spread: false })
  })
})

describe('on the digits screen', () => {
  const digits = after(initialView, '2')

  it('left and right go through all images, around', () => {
    expect(after(digits, 'right', 'right').digits.image).toBe(2)
    expect(after(digits, 'left').digits.image).toBe(99)
  })

  it('up and down go through the gallery, around', () => {
    const images = [1, 2, 3, 4].map(
      (presses) => after(digits, ...new Array(presses).fill('down')).digits.image,
    )
    expect(images).toEqual([40, 70, 10, 40])
    expect(after(digits, 'down', 'up').digits.image).toBe(10)
  })

  it('g goes to an image by its number', () => {
    expect(after(digits, 'g', '4', '2').digits.entry).toBe('42')
    expect(after(digits, 'g', '4', '2', 'enter').digits).toMatchObject({ image: 42, entry: null })
    expect(after(digits, 'g', '4', '2', 'backspace', 'enter').digits.image).toBe(4)
    expect(after(digits, 'right', 'g', 'enter').digits.image).toBe(1)
    expect(after(digits, 'g', '7', 'escape').digits).toMatchObject({ image: 0, entry: null })
  })

  it('takes no number that no image has, and no other character', () => {
    expect(after(digits, 'g', '9', '9', '9', 'x').digits.entry).toBe('99')
  })

  it('keeps keys to itself while a number is typed, but for Ctrl', () => {
    const typing = after(digits, 'g')
    expect([actionOf(typing, ' '), actionOf(typing, 'q'), after(typing, '1').screen]).toEqual([
      ...[undefined, undefined, 'digits'],
    ])
    expect(onKey(typing, { input: 'c', ctrl: true }, context).action).toBe('interrupt')
  })
})

describe('on the confusion screen', () => {
  const confusion = after(initialView, '3')

  it('arrows choose a cell, around', () => {
    expect(after(confusion, 'down', 'down', 'right').confusion).toEqual({ label: 2, predicted: 1 })
    expect(after(confusion, 'up', 'left').confusion).toEqual({ label: 9, predicted: 9 })
  })

  it('enter shows the images of the cell, escape there all mistakes again', () => {
    const opened = after(confusion, 'down', 'enter')
    expect(opened).toMatchObject({
      screen: 'digits',
      digits: { image: 4, cell: { label: 1, predicted: 0 } },
    })
    expect(after(opened, 'escape').digits.cell).toBeNull()
  })
})

describe('on the network screen', () => {
  it('arrows turn pages', () => {
    const network = after(initialView, '4')
    expect(after(network, 'right', 'down', 'left').network.page).toBe(1)
    expect(after(network, 'up').network.page).toBe(-1)
  })
})
