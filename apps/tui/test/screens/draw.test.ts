import { describe, expect, it } from 'vitest'
import { blankCanvas, canvasSide, withStroke } from '../../src/screens/draw/canvas'
import { drawLines } from '../../src/screens/draw/draw-lines'
import { onDrawKey } from '../../src/screens/draw/keys'
import { drawLayout } from '../../src/screens/draw/layout'
import { MouseReader, onMouse } from '../../src/screens/draw/mouse'
import { type DrawView, initialDrawView, withOpened } from '../../src/screens/draw/view'
import type { KeyPress, NamedKey } from '../../src/screens/keys'
import { initialView } from '../../src/screens/view'
import { charsetNames, charsets } from '../../src/text/charset'
import { lineWidth, plainText } from '../../src/text/span'
import type { DrawnEvent, PreparedEvent } from '../../src/training/inspection/events'

const ink = (canvas: Uint8Array): number => canvas.reduce((sum, value) => sum + value, 0)
const at = (canvas: Uint8Array, x: number, y: number): number => canvas[y * canvasSide + x]!

const names = new Set(['left', 'right', 'up', 'down', 'enter', 'escape', 'backspace'])
const pressed = (draw: DrawView, ...keys: string[]): DrawView =>
  keys.reduce((draw, key) => {
    const press: KeyPress = names.has(key) ? { name: key as NamedKey } : { input: key, ctrl: false }
    return onDrawKey({ ...initialView, draw }, press).view.draw
  }, draw)

describe('withStroke', () => {
  it('inks what is near the line, softly at its edge, and nothing else', () => {
    const canvas = withStroke(blankCanvas, { x: 10, y: 20 }, { x: 30, y: 20 })
    expect([at(canvas, 10, 20), at(canvas, 20, 22), at(canvas, 30, 18)]).toEqual([255, 229, 229])
    expect([at(canvas, 20, 24), at(canvas, 5, 20), at(canvas, 34, 20)]).toEqual([0, 0, 0])
    expect(ink(blankCanvas)).toBe(0)
  })

  it('rubs out again what it has drawn', () => {
    const [from, to] = [
      { x: 5, y: 5 },
      { x: 40, y: 30 },
    ] as const
    const drawn = withStroke(blankCanvas, from, to)
    expect([ink(drawn) > 10_000, ink(withStroke(drawn, from, to, true))]).toEqual([true, 0])
  })

  it('is cut off at the edges', () => {
    const canvas = withStroke(blankCanvas, { x: -90, y: -90 }, { x: 200, y: 200 })
    expect([at(canvas, 0, 0), at(canvas, 55, 55), at(canvas, 55, 0)]).toEqual([255, 255, 0])
  })
})

describe('the keys of the drawing screen', () => {
  it('move the pen, which draws while it is down', () => {
    const moved = pressed(initialDrawView, 'right', 'down')
    expect([moved.pen, ink(moved.canvas)]).toEqual([{ x: 30, y: 30 }, 0])
    const drawn = pressed(moved, 'enter', 'right', 'right', 'right', 'enter', 'right')
    expect(drawn.pen).toEqual({ x: 38, y: 30 })
    expect([at(drawn.canvas, 33, 30), at(drawn.canvas, 42, 30), drawn.isDown]).toEqual([
      255,
      0,
      false,
    ])
  })

  it('keep the pen on the canvas', () => {
    expect(pressed(initialDrawView, ...new Array(40).fill('left')).pen.x).toBe(0)
  })

  it('u takes stroke after stroke back, x all at once', () => {
    const one = pressed(initialDrawView, 'enter', 'right', 'enter')
    const two = pressed(one, 'down', 'down', 'down', 'down', 'enter', 'right', 'enter')
    expect(pressed(two, 'u').canvas).toEqual(one.canvas)
    expect(ink(pressed(two, 'u', 'u').canvas)).toBe(0)
    expect(ink(pressed(two, 'x').canvas)).toBe(0)
    expect(pressed(two, 'x', 'u').canvas).toEqual(two.canvas)
    expect(pressed(initialDrawView, 'u')).toEqual(initialDrawView)
  })

  it('type a path that is then to be opened', () => {
    const typed = pressed(initialDrawView, 'o', ...'a q.pnh', 'backspace', 'g')
    expect(typed.entry).toBe('a q.png')
    const answer = onDrawKey({ ...initialView, draw: typed }, { name: 'enter' })
    expect([answer.action, answer.view.draw.entry]).toEqual([{ open: 'a q.png' }, null])
    expect(pressed(typed, 'escape').entry).toBeNull()
    expect(
      onDrawKey({ ...initialView, draw: pressed(initialDrawView, 'o') }, { name: 'enter' }).action,
    ).toBe(undefined)
  })

  it('a stroke makes an opened picture go, and u brings the canvas back', () => {
    const opened = withOpened(initialDrawView, { name: 'a.png', bytes: Uint8Array.of(1) })
    expect(opened.id).not.toBe(initialDrawView.id)
    expect(pressed(opened, 'u').opened).toBeNull()
    expect(pressed(opened, 'enter').opened).toBeNull()
  })
})

describe('MouseReader', () => {
  it('reads presses, drags and releases of the buttons', () => {
    const events = new MouseReader().read('\u001b[<0;3;4M\u001b[<34;5;6Mx\u001b[<2;5;6m')
    expect(events).toEqual([
      { kind: 'press', button: 'left', column: 2, row: 3 },
      { kind: 'drag', button: 'right', column: 4, row: 5 },
      { kind: 'release', button: 'right', column: 4, row: 5 },
    ])
  })

  it('finds the same events wherever the text is cut', () => {
    const text = 'q\u001b[A\u001b[<0;10;20M\u001b\u001b[<32;111;222M'
    const whole = new MouseReader().read(text)
    expect(whole).toHaveLength(2)
    for (let cut = 0; cut <= text.length; cut++) {
      const reader = new MouseReader()
      expect([...reader.read(text.slice(0, cut)), ...reader.read(text.slice(cut))]).toEqual(whole)
    }
  })

  it('passes over wheels, motion without a button, and what only begins like a report', () => {
    const reader = new MouseReader()
    expect(reader.read('\u001b[<64;1;1M\u001b[<35;1;1M\u001b[<1;2\u001b[<;;M')).toEqual([])
    expect(reader.read(`\u001b[<${'9'.repeat(1000)}`)).toEqual([])
    expect(reader.read('\u001b[<0;1;1M')).toHaveLength(1)
  })
})

describe('onMouse', () => {
  const place = { left: 10, top: 5, width: 28, height: 14 }
  const event = (
    kind: 'press' | 'drag' | 'release',
    column: number,
    row: number,
    button = 'left',
  ) => ({ kind, column, row, button }) as Parameters<typeof onMouse>[1]

  it('draws from where the button goes down to where the mouse is', () => {
    const down = onMouse(initialDrawView, event('press', 12, 6), place)
    const drawn = onMouse(down, event('drag', 34, 6), place)
    expect(at(drawn.canvas, 26, 6)).toBeGreaterThan(200)
    expect(at(drawn.canvas, 26, 40)).toBe(0)
    const up = onMouse(drawn, event('release', 34, 6), place)
    expect(onMouse(up, event('drag', 34, 16), place)).toEqual(up)
    expect(up.earlier).toHaveLength(1)
  })

  it('erases with another button', () => {
    const drawn = onMouse(initialDrawView, event('press', 20, 10), place)
    expect(ink(drawn.canvas)).toBeGreaterThan(1000)
    expect(ink(onMouse(drawn, event('press', 20, 10, 'right'), place).canvas)).toBe(0)
  })

  it('takes no stroke that begins elsewhere, but one that leaves the canvas', () => {
    for (const [column, row] of [
      [9, 6],
      [38, 6],
      [12, 4],
      [12, 19],
    ] as const)
      expect(onMouse(initialDrawView, event('press', column, row), place)).toBe(initialDrawView)
    const down = onMouse(initialDrawView, event('press', 30, 10), place)
    expect(at(onMouse(down, event('drag', 60, 10), place).canvas, 55, 22)).toBe(255)
  })
})

describe('the drawing screen', () => {
  const steps = (['gray', 'ink', 'crop', 'fit', 'centre'] as const).map((name) => ({
    ...{ name, width: 20, height: 28, pixels: new Uint8Array(560).fill(200) },
  }))
  const drawn: DrawnEvent = {
    ...{ type: 'drawn', id: 1, step: 120 },
    values: [0, 0, 0, 0, 0, 0, 0, 0.9, 0.1, 0],
  }
  const prepared: PreparedEvent = { type: 'prepared', id: 1, steps, inverted: false, problem: null }
  const view = pressed(initialDrawView, 'enter')
  const textOf = (
    shown: DrawView,
    inspection: Parameters<typeof drawLines>[0],
    [columns, rows] = [120, 37],
  ): string =>
    drawLines(inspection, shown, { columns, rows }, { charset: charsets.ascii, depth: 1 })
      .map(plainText)
      .join('\n')

  it('fits into its window', () => {
    for (const [columns, rows] of [
      [40, 9],
      [62, 14],
      [80, 21],
      [120, 37],
      [200, 57],
      [300, 12],
    ] as const)
      for (const name of charsetNames)
        for (const shown of [initialDrawView, view]) {
          const theme = { charset: charsets[name], depth: 24 as const }
          const lines = drawLines({ drawn, prepared }, shown, { columns, rows }, theme)
          expect(lines.length).toBeLessThanOrEqual(rows)
          expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(columns)
          const { canvas } = drawLayout({ columns, rows })
          expect(canvas.top + canvas.height).toBeLessThan(rows)
        }
  })

  it('says what the digit is taken for, and shows how it was prepared', () => {
    const text = textOf(view, { drawn, prepared })
    expect(text).toContain('taken for 7, 90%')
    expect(text).toMatch(/7 +#+/)
    for (const caption of ['ink', 'cut out', '20x20', 'centred']) expect(text).toContain(caption)
  })

  it('tells nothing of a digit that is not there any more', () => {
    expect(textOf(initialDrawView, { drawn, prepared })).toContain('waits for a digit')
    expect(textOf(pressed(view, 'x'), { drawn, prepared })).not.toContain('90%')
  })

  it('says why a picture cannot be read', () => {
    const problem = 'picture: nothing stands out'
    expect(textOf(view, { prepared: { ...prepared, steps: [], problem } })).toContain(problem)
    const long = `${'far/'.repeat(9)}a.png cannot be read: there is no such file or folder`
    const told = textOf({ ...view, problem: long }, {})
    for (const word of long.split(' ')) expect(told).toContain(word)
  })
})
