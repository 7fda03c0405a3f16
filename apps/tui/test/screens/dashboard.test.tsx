import { cleanup, render } from 'ink-testing-library'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Dashboard } from '../../src/screens/dashboard'
import type { RunAction } from '../../src/screens/keys'
import { reduce } from '../../src/state/reducer'
import { initialState } from '../../src/state/view-state'
import type { Look } from '../../src/training/inspection/events'
import { wholeRun } from '../support/events'

afterEach(cleanup)

const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })

describe('Dashboard', () => {
  it('answers keys with another view or an action', async () => {
    const actions: RunAction[] = []
    const looks: Look[] = []
    const state = wholeRun.reduce(reduce, initialState)
    const { stdin, lastFrame } = render(
      <Dashboard
        state={state}
        onAction={(action) => actions.push(action)}
        onLook={(look) => looks.push(look)}
        suspend={async () => {}}
      />,
    )
    expect(lastFrame()).toContain('Accuracy')
    stdin.write('?')
    await soon(() => expect(lastFrame()).toContain('curve: smooth'))
    stdin.write('?')
    await soon(() => expect(lastFrame()).not.toContain('curve: smooth'))
    stdin.write('\u001b[D')
    await soon(() => expect(lastFrame()).toContain('at 1.44'))
    stdin.write('2')
    await soon(() => expect(looks).toContainEqual({ at: 'image', image: 0 }))
    stdin.write('\t')
    await soon(() => expect(looks.at(-1)).toEqual({ at: 'predictions' }))
    stdin.write('q')
    stdin.write('\u0003')
    await soon(() => expect(actions).toEqual(['quit', 'interrupt']))
  })
})
