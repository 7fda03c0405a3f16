import { stripVTControlCharacters } from 'node:util'
import { cleanup, render } from 'ink-testing-library'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../src/app/app'
import type { Command } from '../../src/app/keymap'
import { MouseSource } from '../../src/app/mouse-source'
import { initialView } from '../../src/app/view'
import type { FoundRuns } from '../../src/runs/find-runs'
import type { OpenedPicture } from '../../src/screens/draw/view'
import { reduce } from '../../src/store/reducer'
import { initialRunState } from '../../src/store/run-state'
import { createRunStore } from '../../src/store/run-store'
import { createViewStore } from '../../src/store/view-store'
import { charsets } from '../../src/text/charset'
import type { Look } from '../../src/training/inspection/events'
import { epochEvent, started, steps } from '../support/events'
import { network, predictions, probabilities, testData } from '../support/inspection'

afterEach(cleanup)

const soon = (check: () => void) => vi.waitFor(check, { timeout: 300_000 })

function open() {
  const seen = {
    commands: [] as Command[],
    looks: [] as Look[],
    paths: [] as string[],
    edits: [] as string[],
  }
  const picture: OpenedPicture = { name: 'seven.png', bytes: Uint8Array.of(1, 2, 3) }
  const kept = { file: 'runs/kept/log.jsonl', number: 1, ending: 'completed', epochs: [] }
  const found: FoundRuns = {
    runs: [{ ...kept, start: { ...started, seed: 9 } }],
    problems: ['a.jsonl cannot be read (EACCES)'],
  }
  const events = [started, steps(1, 100), epochEvent(1), steps(101, 140)]
  const looked = [...events, testData, predictions, probabilities, network]
  const view = createViewStore(initialView)
  const run = createRunStore(looked.reduce(reduce, initialRunState))
  const { stdin, lastFrame } = render(
    <App
      services={{
        theme: { charset: charsets.ascii, depth: 1 },
        run,
        view,
        mouse: new MouseSource(),
        execute: (command) => seen.commands.push(command),
        look: (look) => seen.looks.push(look),
        async openPicture(path) {
          seen.paths.push(path)
          return path === 'seven.png' ? picture : `${path} is not there`
        },
        completePath: async (path) => (path === 'sev' ? 'seven.png' : path),
        async deleteRun(log) {
          seen.edits.push(log)
          return { isDone: true, text: `deleted ${log}` }
        },
        async renameRun(log, name) {
          seen.edits.push(log, name)
          return { isDone: false, text: `${name} exists already` }
        },
        findRuns: async () => found,
        suspend: async () => {},
        redraw: async () => {},
        reportMouse(listener) {
          listener(true)
          return () => listener(false)
        },
      }}
    />,
  )
  const frame = (): string => stripVTControlCharacters(lastFrame() ?? '')
  const shows = (text: string) => soon(() => expect(frame()).toContain(text))
  /** Column and row, from 1 as a terminal counts them, of a text on the screen. */
  const placeOf = (text: string): [number, number] => {
    const lines = frame().split('\n')
    const row = lines.findIndex((line) => line.includes(text))
    return [lines[row]!.indexOf(text) + 1, row + 1]
  }
  const click = (column: number, row: number, button = 0): void =>
    stdin.write(`\u001b[<${button};${column};${row}M\u001b[<${button};${column};${row}m`)
  return { seen, stdin, view, run, frame, shows, placeOf, click }
}

describe('App', () => {
  it('answers keys with another view or a command', async () => {
    const { seen, stdin, frame, shows } = open()
    await shows('Accuracy')
    stdin.write('?')
    await shows('show or hide raw values')
    stdin.write('?')
    await soon(() => expect(frame()).not.toContain('show or hide raw values'))
    stdin.write('\u001b[D')
    await shows('at 0.67')
    stdin.write('2')
    await soon(() => expect(seen.looks).toContainEqual({ at: 'image', image: 0 }))
    stdin.write('\t')
    await soon(() => expect(seen.looks.at(-1)).toEqual({ at: 'predictions' }))
    stdin.write('q')
    await shows('save it and quit')
    stdin.write('q')
    stdin.write('\u0003')
    await soon(() => expect(seen.commands).toEqual(['quit', 'interrupt']))
  })

  it('handles every key of a burst', async () => {
    const { seen, stdin, shows } = open()
    await shows('Accuracy')
    stdin.write('+++++')
    stdin.write('  ')
    await soon(() => expect(seen.commands).toHaveLength(7))
    expect(seen.commands).toEqual([...new Array(5).fill('faster'), 'togglePause', 'togglePause'])
  })

  it('handles keys that come together with a prompt and its text', async () => {
    const { seen, stdin, shows } = open()
    stdin.write('5oa b.png\r')
    await shows('a b.png is not there')
    expect(seen.paths).toEqual(['a b.png'])
  })

  it('shows every stroke of the mouse to the network', async () => {
    const { seen, stdin, shows } = open()
    await shows('Accuracy')
    stdin.write('5')
    await shows('draw here')
    expect(seen.looks.at(-1)).toMatchObject({ at: 'drawing', picture: null })
    stdin.write('\u001b[<0;8;8M\u001b[<32;12;9M\u001b[<0;12;9m')
    await shows('your digit')
    await soon(() =>
      expect(seen.looks.at(-1)).toMatchObject({ at: 'drawing', picture: { width: 56 } }),
    )
    stdin.write('\u001b[<64;8;8M')
    expect(seen.commands).toEqual([])
  })

  it('draws where the mouse is', async () => {
    const { stdin, view, shows, placeOf } = open()
    stdin.write('5')
    await shows('draw here')
    const [, row] = placeOf('draw here')
    // The upper left cell of the canvas, inside its border.
    stdin.write(`\u001b[<0;2;${row + 1}M`)
    await shows('your digit')
    const { canvas, pen } = view.getSnapshot().draw
    expect([canvas[0]! > 0, pen.x < 2, pen.y < 3]).toEqual([true, true, true])
  })

  it('switches screens by clicks on the tabs', async () => {
    const { view, shows, placeOf, click } = open()
    await shows('4 Network')
    click(...placeOf('4 Network'))
    await soon(() => expect(view.getSnapshot().screen).toBe('network'))
  })

  it('reads values where a chart is clicked, and zooms by the wheel', async () => {
    const { view, shows, placeOf, click } = open()
    await shows('Loss')
    const [left, top] = placeOf('Loss')
    click(left + 20, top + 4)
    await soon(() => expect(view.getSnapshot().train.cursor).toBeGreaterThan(0.2))
    click(left + 20, top + 4, 64)
    await soon(() => expect(view.getSnapshot().train.zoom).toHaveProperty('from'))
  })

  it('chooses a cell of the confusion matrix by a click', async () => {
    const { stdin, view, shows, placeOf, click } = open()
    stdin.write('3')
    await shows('true')
    const [, top] = placeOf('true ')
    const [column] = placeOf('>2')
    click(column + 1, top + 1)
    await soon(() => expect(view.getSnapshot().confusion.predicted).toBe(0))
    const [right] = placeOf(' 9 ')
    click(right + 1, top + 5)
    await soon(() => expect(view.getSnapshot().confusion).toEqual({ label: 4, predicted: 9 }))
  })

  it('opens a picture by its path, or says why not', async () => {
    const { seen, stdin, shows } = open()
    stdin.write('5')
    await shows('draw here')
    stdin.write('o')
    await shows('open:')
    stdin.write('nine.png')
    await shows('open: nine.png')
    stdin.write('\r')
    await shows('nine.png is not there')
    stdin.write('oseven.png\r')
    await soon(() => expect(seen.looks.at(-1)).toMatchObject({ picture: Uint8Array.of(1, 2, 3) }))
    expect(seen.paths).toEqual(['nine.png', 'seven.png'])
  })

  it('closes a prompt on escape, and passes no key of it on', async () => {
    const { seen, stdin, view, shows, frame } = open()
    stdin.write('5o')
    await shows('open:')
    stdin.write('q c')
    await shows('open: q c')
    stdin.write('\u001b')
    await soon(() => expect(frame()).not.toContain('open:'))
    expect([seen.commands, view.getSnapshot().dialog]).toEqual([[], null])
  })

  it('completes a path, and lets it be edited further', async () => {
    const { seen, stdin, shows } = open()
    stdin.write('5o')
    await shows('open:')
    stdin.write('sev')
    await shows('open: sev')
    stdin.write('\t')
    await shows('open: seven.png')
    stdin.write('\r')
    await soon(() => expect(seen.paths).toEqual(['seven.png']))
  })

  it('deletes and renames runs, and says what has become of it', async () => {
    const { seen, stdin, shows } = open()
    stdin.write('6')
    await shows('kept')
    stdin.write('\u001b[B')
    await shows('> o kept')
    stdin.write('d')
    await shows('Delete the run kept?')
    stdin.write('y')
    await shows('deleted runs/kept/log.jsonl')
    stdin.write('n')
    await shows('new name:')
    stdin.write('other')
    await shows('new name: other')
    stdin.write('\r')
    await shows('other exists already')
    expect(seen.edits).toEqual([...new Array(2).fill('runs/kept/log.jsonl'), 'other'])
  })

  it('looks for earlier runs when they are shown', async () => {
    const { stdin, shows } = open()
    stdin.write('6')
    await shows('a.jsonl cannot be read')
    await shows('this run')
  })
})
