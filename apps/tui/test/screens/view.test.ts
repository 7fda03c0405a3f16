import { describe, expect, it } from 'vitest'
import { initialView, type KeyPress, onKey } from '../../src/screens/view'

const none: KeyPress = { input: '', ctrl: false, left: false, right: false, escape: false }
const press = (key: Partial<KeyPress>, view = initialView) => onKey(view, { ...none, ...key })

describe('onKey', () => {
  it('turns keys into actions', () => {
    const actions = [' ', 's', '+', '=', '-', 'q'].map((input) => press({ input }).action)
    expect(actions).toEqual(['pause', 'step', 'faster', 'faster', 'slower', 'quit'])
    expect(press({ input: 'c', ctrl: true }).action).toBe('interrupt')
    expect(press({ input: 'z', ctrl: true }).action).toBe('suspend')
  })

  it('changes what is seen, and comes back around', () => {
    const after = (...inputs: string[]) =>
      inputs.reduce((view, input) => press({ input }, view).view, initialView)
    expect(after('l').spread).toBe(true)
    expect(after('l', 'l')).toEqual(initialView)
    expect([after('m').smoothing, after('m', 'm', 'm', 'm').smoothing]).toEqual(['strong', 'light'])
    expect([after('z').zoom, after('z', 'z', 'z').zoom]).toEqual(['so far', 'run'])
    expect([after('?').help, after('?', '?').help]).toEqual([true, false])
  })

  it('moves the cursor within the chart, and takes it away', () => {
    const right = press({ right: true }).view
    expect(right.cursor).toBeCloseTo(0.52, 12)
    const end = Array.from({ length: 60 }).reduce<typeof right>(
      (view) => press({ right: true }, view).view,
      right,
    )
    expect(end.cursor).toBe(1)
    expect(press({ escape: true }, end).view.cursor).toBeNull()
  })

  it('does nothing on other keys', () => {
    expect(press({ input: 'x' })).toEqual({ view: initialView })
    expect(press({ input: 'x', ctrl: true })).toEqual({ view: initialView })
  })
})
