import { cleanup, render } from 'ink-testing-library'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FoundRuns } from '../../src/runs/find-runs'
import { Dashboard } from '../../src/screens/dashboard'
import type { OpenedPicture } from '../../src/screens/draw/view'
import type { RunAction } from '../../src/screens/keys'
import { reduce } from '../../src/state/reducer'
import { initialState } from '../../src/state/view-state'
import { charsets } from '../../src/text/charset'
import { plainText } from '../../src/text/span'
import type { Look } from '../../src/training/inspection/events'
import { epochEvent, started, steps } from '../support/events'

afterEach(cleanup)

const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })

function open() {
  const seen = {
    frame: '',
    actions: [] as RunAction[],
    looks: [] as Look[],
    mouse: [] as boolean[],
    paths: [] as string[],
  }
  const picture: OpenedPicture = { name: 'seven.png', bytes: Uint8Array.of(1, 2, 3) }
  const found: FoundRuns = { runs: [], problems: ['a.jsonl cannot be read (EACCES)'] }
  const { stdin } = render(
    <Dashboard
      state={[started, steps(1, 100), epochEvent(1), steps(101, 140)].reduce(reduce, initialState)}
      theme={{ charset: charsets.ascii, depth: 1 }}
      draw={(lines) => {
        seen.frame = lines.map(plainText).join('\n')
      }}
      onAction={(action) => seen.actions.push(action)}
      onLook={(look) => seen.looks.push(look)}
      reportMouse={(isOn) => seen.mouse.push(isOn)}
      openPicture={async (path) => {
        seen.paths.push(path)
        return path === 'seven.png' ? picture : `${path} is not there`
      }}
      findRuns={async () => found}
      suspend={async () => {}}
    />,
  )
  return { seen, stdin, shows: (text: string) => soon(() => expect(seen.frame).toContain(text)) }
}

describe('Dashboard', () => {
  it('answers keys with another view or an action', async () => {
    const { seen, stdin, shows } = open()
    await shows('Accuracy')
    stdin.write('?')
    await shows('raw values or not')
    stdin.write('?')
    await soon(() => expect(seen.frame).not.toContain('raw values or not'))
    stdin.write('\u001b[D')
    await shows('at 1.44')
    stdin.write('2')
    await soon(() => expect(seen.looks).toContainEqual({ at: 'image', image: 0 }))
    stdin.write('\t')
    await soon(() => expect(seen.looks.at(-1)).toEqual({ at: 'predictions' }))
    stdin.write('q')
    await shows('save it and quit')
    stdin.write('q')
    stdin.write('\u0003')
    await soon(() => expect(seen.actions).toEqual(['quit', 'interrupt']))
  })

  it('takes keys that come together one by one', async () => {
    const { seen, stdin, shows } = open()
    stdin.write('5oa b.png\r')
    await shows('a b.png is not there')
    expect(seen.paths).toEqual(['a b.png'])
  })

  it('has the mouse on the drawing screen only, and shows every stroke to the network', async () => {
    const { seen, stdin, shows } = open()
    await shows('Accuracy')
    stdin.write('\u001b[<0;8;8M')
    stdin.write('5')
    await shows('draw here')
    await soon(() => expect(seen.mouse.at(-1)).toBe(true))
    expect(seen.looks.at(-1)).toMatchObject({ at: 'drawing', picture: null })
    stdin.write('\u001b[<0;8;8M\u001b[<32;12;9M\u001b[<0;12;9m')
    await shows('your digit')
    await soon(() =>
      expect(seen.looks.at(-1)).toMatchObject({ at: 'drawing', picture: { width: 56 } }),
    )
    stdin.write('\u001b[<64;8;8M')
    stdin.write('1')
    await soon(() => expect(seen.mouse.at(-1)).toBe(false))
    expect(seen.actions).toEqual([])
  })

  it('opens a picture by its path, or says why not', async () => {
    const { seen, stdin, shows } = open()
    stdin.write('5')
    await shows('draw here')
    stdin.write('onine.png')
    await shows('open: nine.png_')
    stdin.write('\r')
    await shows('nine.png is not there')
    stdin.write('oseven.png\r')
    await soon(() => expect(seen.looks.at(-1)).toMatchObject({ picture: Uint8Array.of(1, 2, 3) }))
    expect(seen.paths).toEqual(['nine.png', 'seven.png'])
  })

  it('looks for earlier runs when they are to be seen', async () => {
    const { stdin, shows } = open()
    stdin.write('6')
    await shows('a.jsonl cannot be read')
    await shows('this run')
  })
})
