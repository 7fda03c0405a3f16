import { describe, expect, it } from 'vitest'
import type { KeyContext } from '../../src/app/keymap'
import { MouseReader } from '../../src/app/mouse-reader'
import { initialView, type View } from '../../src/app/view'
import { blankCanvas, canvasSide, withStroke } from '../../src/screens/draw/canvas'
import { drawKeys } from '../../src/screens/draw/keys'
import { onMouse } from '../../src/screens/draw/mouse'
import { type DrawView, initialDrawView, withOpened } from '../../src/screens/draw/view'
import { charsetNames } from '../../src/text/charset'
import type { DrawnEvent, PreparedEvent } from '../../src/training/inspection/events'
import { started } from '../support/events'
import { type FrameOptions, frame } from '../support/frames'
import { testData } from '../support/inspection'

const ink = (canvas: Uint8Array): number => canvas.reduce((sum, value) => sum + value, 0)
const at = (canvas: Uint8Array, x: number, y: number): number => canvas[y * canvasSide + x]!

const pressed = (draw: DrawView, ...keys: string[]): DrawView =>
  keys.reduce((draw, key) => {
    const binding = drawKeys.find(({ keys }) => keys.includes(key))!
    return binding.press({ ...initialView, draw }, {} as KeyContext, key).view.draw
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

  it('undo stroke after stroke by u, and clear all by x', () => {
    const one = pressed(initialDrawView, 'enter', 'right', 'enter')
    const two = pressed(one, 'down', 'down', 'down', 'down', 'enter', 'right', 'enter')
    expect(pressed(two, 'u').canvas).toEqual(one.canvas)
    expect(ink(pressed(two, 'u', 'u').canvas)).toBe(0)
    expect(ink(pressed(two, 'x').canvas)).toBe(0)
    expect(pressed(two, 'x', 'u').canvas).toEqual(two.canvas)
    expect(pressed(initialDrawView, 'u')).toEqual(initialDrawView)
  })

  it('close an opened picture by a stroke, and u brings the canvas back', () => {
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

  it('reads the wheel', () => {
    expect(new MouseReader().read('\u001b[<64;2;3M\u001b[<65;2;3M\u001b[<66;2;3M')).toEqual([
      { kind: 'wheel', button: 'up', column: 1, row: 2 },
      { kind: 'wheel', button: 'down', column: 1, row: 2 },
    ])
  })

  it('ignores motion without a button, and what only begins like a report', () => {
    const reader = new MouseReader()
    expect(reader.read('\u001b[<35;1;1M\u001b[<1;2\u001b[<;;M')).toEqual([])
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
  const events = [started, testData, prepared, drawn]
  const textOf = (draw: DrawView, shown: FrameOptions['events'] = events): string =>
    frame(120, 40, { events: shown, view: { screen: 'draw', draw } }).join('\n')

  it('fits into its window', () => {
    for (const [columns, rows] of [
      [40, 12],
      [62, 17],
      [80, 24],
      [120, 40],
      [200, 60],
      [300, 15],
    ] as const)
      for (const charset of charsetNames)
        for (const draw of [initialDrawView, view]) {
          const shown: Partial<View> = { screen: 'draw', draw }
          const lines = frame(columns, rows, { events, charset, depth: 24, view: shown })
          expect(lines).toHaveLength(rows - 1)
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
        }
  })

  it('shows the prediction, and how the drawing was prepared', () => {
    const text = textOf(view)
    expect(text).toContain('Predicted as 7, 90%')
    expect(text).toMatch(/7 +#+/)
    for (const caption of ['ink', 'cropped', '20x20', 'centred']) expect(text).toContain(caption)
  })

  it('shows no prediction of a digit that was cleared', () => {
    expect(textOf(initialDrawView)).toContain('Draw a digit')
    expect(textOf(pressed(view, 'x'))).not.toContain('90%')
  })

  it('says why a picture cannot be read', () => {
    const problem = 'picture: nothing stands out'
    expect(textOf(view, [started, { ...prepared, steps: [], problem }])).toContain(problem)
    const long = `${'far/'.repeat(9)}a.png cannot be read: there is no such file or folder`
    const text = textOf({ ...view, problem: long }, [started])
    for (const word of long.split(' ')) expect(text).toContain(word)
  })
})
