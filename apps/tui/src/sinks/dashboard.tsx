import { render } from 'ink'
import { Dashboard } from '../screens/dashboard'
import { summaryText } from '../screens/summary'
import { type Theme, ThemeContext } from '../screens/theme'
import type { RunAction } from '../screens/view'
import { nextRate } from '../state/learning-rate'
import { reduce } from '../state/reducer'
import { initialState, isOver, type ViewState } from '../state/view-state'
import type { Control, RunEvent } from '../training/protocol'
import { captureConsole } from './capture-console'
import { Pacer } from './pacer'
import type { Leave, Sink } from './sink'

/** How long a stop may take before the screen is left without it, in milliseconds. */
const patience = 1500

/** What the dashboard needs of the program around it. */
export interface DashboardOptions {
  readonly theme: Theme
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  /** Sends a command to the run. */
  readonly send: (control: Control) => void
  /** Stops the program; resolves when it has been brought back to the foreground. */
  readonly suspend: () => Promise<void>
}

/** The run on the whole screen, with keys; the terminal's own content comes back on `close`. */
export function dashboardSink(options: DashboardOptions): Sink {
  const { promise: left, resolve, reject } = Promise.withResolvers<Leave>()
  let state = initialState
  let quitting = false
  const pacer = new Pacer(() => instance.rerender(tree()))

  const quit = (): void => {
    if (quitting || isOver(state.phase) || state.run === null) {
      resolve('done')
      return
    }
    quitting = true
    state = { ...state, phase: 'stopping' }
    options.send({ type: 'stop' })
    setTimeout(() => resolve('done'), patience).unref()
    pacer.request()
  }
  const act = (action: RunAction): void => {
    if (action === 'interrupt') resolve('interrupted')
    else if (action === 'quit') quit()
    else {
      const control = controlFor(action, state)
      if (control) options.send(control)
    }
  }
  const tree = () => (
    <ThemeContext value={options.theme}>
      <Dashboard state={state} onAction={act} suspend={options.suspend} />
    </ThemeContext>
  )
  const instance = render(tree(), {
    stdout: options.stdout,
    stdin: options.stdin,
    exitOnCtrlC: false,
    patchConsole: false,
    alternateScreen: true,
    incrementalRendering: true,
    interactive: true,
  })
  instance.waitUntilExit().then(() => resolve('done'), reject)
  const take = (event: RunEvent): void => {
    state = reduce(state, event)
    if (quitting && event.type === 'end') resolve('done')
    pacer.request()
  }
  const release = captureConsole((text) => take({ type: 'log', text }))

  return {
    take,
    left,
    async close() {
      release()
      pacer.stop()
      instance.unmount()
      await instance.waitUntilExit().catch(() => {})
      options.stdout.write(summaryText(state))
    },
  }
}

function controlFor(
  action: 'pause' | 'step' | 'faster' | 'slower',
  state: ViewState,
): Control | null {
  if (state.run === null || isOver(state.phase)) return null
  switch (action) {
    case 'pause':
      return { type: state.phase === 'paused' ? 'resume' : 'pause' }
    case 'step':
      return { type: 'step' }
    case 'faster':
    case 'slower':
      return { type: 'setLearningRate', value: nextRate(state.learningRate, action === 'faster') }
  }
}
