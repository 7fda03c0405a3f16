import { describe, expect, it } from 'vitest'
import { type KeyContext, type KeyPress, type NamedKey, onKey } from '../../src/screens/keys'
import { initialView, type View } from '../../src/screens/view'

const context: KeyContext = {
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
    for (const screen of ['1', '2', '3', '4']) {
      const view = after(initialView, screen)
      expect([' ', 's', '+', '=', '-', 'q'].map((key) => actionOf(view, key))).toEqual([
        ...['pause', 'step', 'faster', 'faster', 'slower', 'quit'],
      ])
    }
    expect(onKey(initialView, { input: 'c', ctrl: true }, context).action).toBe('interrupt')
    expect(onKey(initialView, { input: 'z', ctrl: true }, context).action).toBe('suspend')
  })

  it('numbers and Tab lead to the screens, around in both directions', () => {
    expect(['1', '2', '3', '4'].map((key) => after(initialView, key).screen)).toEqual([
      ...['train', 'digits', 'confusion', 'network'],
    ])
    expect(after(initialView, 'tab', 'tab').screen).toBe('confusion')
    expect(after(initialView, 'back-tab').screen).toBe('network')
    expect(after(initialView, '5')).toEqual(initialView)
  })

  it('help comes and goes', () => {
    expect(after(initialView, '?').help).toBe(true)
    for (const key of ['?', 'escape', '2']) expect(after(initialView, '?', key).help).toBe(false)
  })

  it('other keys do nothing', () => {
    expect(onKey(initialView, keyOf('x'), context)).toEqual({ view: initialView })
    expect(onKey(initialView, { input: 'x', ctrl: true }, context)).toEqual({ view: initialView })
  })
})

describe('on the training screen', () => {
  it('choices go around', () => {
    expect(after(initialView, 'l').train.spread).toBe(true)
    expect(after(initialView, 'm').train.smoothing).toBe('strong')
    expect(after(initialView, 'z').train.zoom).toBe('so far')
    const around = after(initialView, 'l', 'l', 'm', 'm', 'm', 'm', 'z', 'z', 'z')
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
