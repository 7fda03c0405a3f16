import { cleanup, render } from 'ink-testing-library'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Dashboard } from '../../src/screens/dashboard'
import type { RunAction } from '../../src/screens/view'
import { reduce } from '../../src/state/reducer'
import { initialState } from '../../src/state/view-state'
import { wholeRun } from '../support/events'

afterEach(cleanup)

describe('Dashboard', () => {
  it('answers keys with another view or an action', async () => {
    const actions: RunAction[] = []
    const state = wholeRun.reduce(reduce, initialState)
    const { stdin, lastFrame } = render(
      <Dashboard
        state={state}
        onAction={(action) => actions.push(action)}
        suspend={async () => {}}
      />,
    )
    expect(lastFrame()).toContain('Accuracy')
    stdin.write('?')
    await vi.waitFor(() => expect(lastFrame()).toContain('pause the training'))
    stdin.write('?')
    await vi.waitFor(() => expect(lastFrame()).not.toContain('pause the training'))
    stdin.write('\u001b[D')
    await vi.waitFor(() => expect(lastFrame()).toContain('at 1.44'))
    stdin.write('q')
    stdin.write('\u0003')
    await vi.waitFor(() => expect(actions).toEqual(['quit', 'interrupt']))
  })
})
