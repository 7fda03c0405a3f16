import { describe, expect, it } from 'vitest'
import type { KeyContext } from '../../src/app/keymap'
import { commonKeys, pressKey, screenKeys } from '../../src/app/keys'
import { initialView, screenNames, type View } from '../../src/app/view'
import { nextZoom, spanOf } from '../../src/store/zoom'
import { started } from '../support/events'

/** The context of a run of ten epochs after `epochs` of them. */
function contextAfter(epochs: number): KeyContext {
  const state = { run: { ...started, epochs: 10 }, step: epochs * started.stepsPerEpoch }
  return {
    phase: 'training',
    hasRun: true,
    isUnsaved: true,
    now: epochs,
    spanOf: (zoom) => spanOf(state, zoom),
    nextZoom: (zoom) => nextZoom(state, zoom),
    runs: ['this run', 'a 1', 'b 1'],
    isEditable: (id) => id !== undefined && id !== 'this run',
    testImages: 100,
    classes: 10,
    gallery: (cell) => (cell === null ? [40, 70, 10] : [4, 14]),
  }
}

const context = contextAfter(5)

const after = (view: View, ...keys: string[]): View =>
  keys.reduce((view, key) => pressKey(view, key, context).view, view)
const commandOf = (view: View, key: string, changes: Partial<KeyContext> = {}) =>
  pressKey(view, key, { ...context, ...changes }).command

describe('the tables of keys', () => {
  it('have no key twice on a screen, but for escape', () => {
    for (const screen of screenNames) {
      const keys = [...commonKeys, ...screenKeys[screen]].flatMap(({ keys }) => keys)
      const twice = keys.filter((key, place) => keys.indexOf(key) !== place)
      expect(twice.filter((key) => key !== 'escape')).toEqual([])
    }
  })
})

describe('on every screen', () => {
  it('keys send commands', () => {
    for (const screen of Array.from('123456')) {
      const view = after(initialView, screen)
      expect(['space', 's', '+', '=', '-', 'c'].map((key) => commandOf(view, key))).toEqual([
        ...['togglePause', 'step', 'faster', 'faster', 'slower', 'save'],
      ])
    }
    expect(commandOf(initialView, 'ctrl+c')).toBe('interrupt')
    expect(commandOf(initialView, 'ctrl+z')).toBe('suspend')
  })

  it('keys of the run do nothing where no run is under way', () => {
    const over = { phase: 'completed' } as const
    for (const key of ['space', 's', '+', '-'])
      expect(pressKey(initialView, key, { ...context, ...over })).toEqual({ view: initialView })
    expect(commandOf(initialView, 'c', over)).toBe('save')
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
    expect(after(initialView, '2', '?', 'g')).toMatchObject({
      help: false,
      prompt: { kind: 'image', text: '', completions: 0 },
    })
    expect(after(initialView, '?', 'tab', '+').help).toBe(true)
  })

  it('q asks how to leave a run, or a network that is not saved', () => {
    const asked = pressKey(initialView, 'q', context)
    expect([asked.command, asked.view.dialog]).toEqual([undefined, 'leave'])
    const over = { phase: 'completed' } as const
    expect(pressKey(initialView, 'q', { ...context, ...over }).view.dialog).toBe('leave')
    expect(commandOf(initialView, 'q', { ...over, isUnsaved: false })).toBe('quit')
    expect(commandOf(initialView, 'q', { hasRun: false, isUnsaved: false })).toBe('quit')
    expect(commandOf(asked.view, 's')).toBe('save and quit')
    expect(commandOf(asked.view, 'q')).toBe('quit')
    for (const key of ['g', 'escape', 's', 'q']) expect(after(asked.view, key).dialog).toBeNull()
    for (const key of ['space', '2', 'tab', 'enter', '+'])
      expect(pressKey(asked.view, key, context)).toEqual({ view: asked.view })
    expect(commandOf(asked.view, 'ctrl+c')).toBe('interrupt')
  })

  it('other keys do nothing', () => {
    for (const key of ['x', 'ctrl+x'])
      expect(pressKey(initialView, key, context)).toEqual({ view: initialView })
  })
})

describe('on the training screen', () => {
  it('choices go around', () => {
    expect(after(initialView, 'l').train.spread).toBe(false)
    expect(after(initialView, 'm').train.smoothing).toBe('medium')
    expect(after(initialView, 'r').train.raw).toBe(true)
    const around = after(initialView, ...'llrrmmmmm')
    expect(around).toEqual(initialView)
  })

  it('z goes through the parts of the run that show something else', () => {
    const zooms = (at: KeyContext, count: number): unknown[] => {
      let view = initialView
      return Array.from({ length: count }, () => {
        view = pressKey(view, 'z', at).view
        return view.train.zoom
      })
    }
    expect(zooms(context, 3)).toEqual(['recent', 'run', 'so far'])
    // At the end of a run the whole run is the run so far.
    expect(zooms(contextAfter(10), 2)).toEqual(['recent', 'run'])
    expect(spanOf({ run: { ...started, epochs: 10 }, step: 1000 }, 'run')).toEqual([0, 10])
    // Within the first epoch the latest part is the run so far.
    expect(zooms(contextAfter(0.5), 2)).toEqual(['run', 'so far'])
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
  it('is around the cursor, or at the newest steps', () => {
    expect(after(initialView, 'i').train.zoom).toEqual({ from: 2.5, to: 5 })
    const at = { ...initialView, train: { ...initialView.train, cursor: 0.2 } }
    expect(after(at, 'i').train.zoom).toEqual({ from: 0.5, to: 3 })
  })

  it('never leads into the future', () => {
    const whole = { ...initialView, train: { ...initialView.train, zoom: 'run' as const } }
    for (const keys of [['i'], ['i', 'i'], ['right', 'i'], ['i', 'o']]) {
      const [from, to] = context.spanOf(after(whole, ...keys).train.zoom)
      expect(from).toBeLessThan(5)
      expect(to).toBeLessThanOrEqual(5)
    }
  })

  it('widens to the run so far, and z ends it', () => {
    expect(after(initialView, 'i', 'i', 'o', 'o').train.zoom).toBe('so far')
    expect(after(initialView, 'i', 'z').train.zoom).toBe('so far')
  })

  it('never becomes narrower than can be distinguished, nor leaves the run', () => {
    const narrow = after(initialView, ...new Array(30).fill('i')).train.zoom
    const [from, to] = context.spanOf(narrow)
    expect(to - from).toBeCloseTo(0.02, 9)
    expect([from >= 0, to <= 5]).toEqual([true, true])
  })

  it('moves on under a cursor at its edge', () => {
    const edge = { ...initialView.train, cursor: 0, zoom: { from: 3, to: 5 } }
    const moved = after({ ...initialView, train: edge }, 'left').train
    expect([moved.cursor, moved.zoom]).toEqual([0, { from: 2.96, to: 4.96 }])
    const start = { ...edge, zoom: { from: 0, to: 2 } }
    expect(after({ ...initialView, train: start }, 'left').train.zoom).toEqual({ from: 0, to: 2 })
  })
})

describe('on the runs screen', () => {
  const runs = after(initialView, '6')

  it('up and down choose, within the list', () => {
    expect(after(runs, 'down').runs.chosen).toBe(1)
    expect(after(runs, 'down', 'down', 'down', 'down').runs.chosen).toBe(2)
    expect(after(runs, 'up').runs.chosen).toBe(0)
    expect(pressKey(runs, 'down', { ...context, runs: [] }).view.runs.chosen).toBe(0)
  })

  it('x removes a run from the comparison and adds it, t and l change the charts', () => {
    expect(after(runs, 'down', 'x').runs.toggled).toEqual(['a 1'])
    expect(after(runs, 'down', 'x', 'x').runs.toggled).toEqual([])
    expect(after(runs, 't', 'l').runs).toMatchObject({ side: 'train', spread: false })
  })
})

describe('the list of runs', () => {
  const runs = after(initialView, '6')

  it('is filtered by typed words, and by none after escape', () => {
    const filtered = after(runs, 'down', '/', ...'seed', 'space', 'x', 'enter')
    expect(filtered.runs).toMatchObject({ filter: 'seed x', chosen: 0 })
    expect(after(filtered, '/').prompt?.text).toBe('seed x')
    expect(after(filtered, '/', ...new Array(9).fill('backspace'), 'enter').runs.filter).toBe('')
    expect(after(filtered, 'escape').runs.filter).toBe('')
  })

  it('has earlier runs deleted after a question, and never the present one', () => {
    expect(after(runs, 'd').dialog).toBeNull()
    const asked = after(runs, 'down', 'd')
    expect(asked.dialog).toBe('delete')
    for (const key of ['n', 'escape']) expect(after(asked, key).dialog).toBeNull()
    expect(commandOf(asked, 'n')).toBeUndefined()
    expect(commandOf(asked, 'y')).toEqual({ remove: 'a 1' })
  })

  it('has earlier runs renamed', () => {
    expect(after(runs, 'n').prompt).toBeNull()
    const typing = after(runs, 'down', 'n', ...'best')
    expect(commandOf(typing, 'enter')).toEqual({ rename: 'a 1', name: 'best' })
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
    expect(after(digits, 'g', '4', '2').prompt?.text).toBe('42')
    expect(after(digits, 'g', '4', '2', 'enter')).toMatchObject({
      digits: { image: 42 },
      prompt: null,
    })
    expect(after(digits, 'g', '4', '2', 'backspace', 'enter').digits.image).toBe(4)
    expect(after(digits, 'right', 'g', 'enter').digits.image).toBe(1)
    expect(after(digits, 'g', '7', 'escape')).toMatchObject({ digits: { image: 0 }, prompt: null })
  })

  it('accepts no number without an image, and no other character', () => {
    expect(after(digits, 'g', '9', '9', '9', 'x').prompt?.text).toBe('99')
  })

  it('passes keys to the prompt while a number is typed, but for Ctrl', () => {
    const typing = after(digits, 'g')
    expect([commandOf(typing, 'space'), commandOf(typing, 'q')]).toEqual([undefined, undefined])
    expect(after(typing, '1').screen).toBe('digits')
    expect(commandOf(typing, 'ctrl+c')).toBe('interrupt')
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
