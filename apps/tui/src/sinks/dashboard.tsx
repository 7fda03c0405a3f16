import { type Instance, render } from 'ink'
import type { ReactElement } from 'react'
import { Dashboard } from '../screens/dashboard'
import type { RunAction } from '../screens/keys'
import { summaryText } from '../screens/summary'
import { type Theme, ThemeContext } from '../screens/theme'
import { nextRate } from '../state/learning-rate'
import { reduce } from '../state/reducer'
import { initialState, isOver, type ViewState } from '../state/view-state'
import type { Look } from '../training/inspection/events'
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
export class DashboardSink implements Sink {
  readonly left: Promise<Leave>
  readonly #options: DashboardOptions
  readonly #leave: (leave: Leave) => void
  readonly #instance: Instance
  readonly #pacer: Pacer
  readonly #releaseConsole: () => void
  #state = initialState
  #isQuitting = false
  #closing: Promise<void> | null = null

  constructor(options: DashboardOptions) {
    const { promise, resolve, reject } = Promise.withResolvers<Leave>()
    this.left = promise
    this.#leave = resolve
    this.#options = options
    this.#instance = render(this.#tree(), {
      stdout: options.stdout,
      stdin: options.stdin,
      exitOnCtrlC: false,
      patchConsole: false,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
    })
    this.#instance.waitUntilExit().then(() => resolve('done'), reject)
    this.#pacer = new Pacer(() => this.#instance.rerender(this.#tree()))
    this.#releaseConsole = captureConsole((text) => this.take({ type: 'log', text }))
  }

  take(event: RunEvent): void {
    this.#state = reduce(this.#state, event)
    const isUnattended = !this.#options.stdin.isTTY
    if (event.type === 'end' && (this.#isQuitting || isUnattended)) this.#leave('done')
    this.#pacer.request()
  }

  close(): Promise<void> {
    this.#closing ??= this.#restore()
    return this.#closing
  }

  async #restore(): Promise<void> {
    this.#releaseConsole()
    this.#pacer.stop()
    this.#instance.unmount()
    await this.#instance.waitUntilExit().catch(() => {})
    this.#options.stdout.write(summaryText(this.#state))
  }

  readonly #act = (action: RunAction): void => {
    if (action === 'interrupt') this.#leave('interrupted')
    else if (action === 'quit') this.#quit()
    else {
      const control = controlFor(action, this.#state)
      if (control) this.#options.send(control)
    }
  }

  readonly #look = (look: Look): void => this.#options.send({ type: 'look', look })

  // A run is stopped first, but not waited for without end.
  #quit(): void {
    const { phase, run } = this.#state
    if (this.#isQuitting || isOver(phase) || run === null) {
      this.#leave('done')
      return
    }
    this.#isQuitting = true
    this.#state = { ...this.#state, phase: 'stopping' }
    this.#options.send({ type: 'stop' })
    setTimeout(() => this.#leave('done'), patience).unref()
    this.#pacer.request()
  }

  #tree(): ReactElement {
    const { theme, suspend } = this.#options
    return (
      <ThemeContext value={theme}>
        <Dashboard state={this.#state} onAction={this.#act} onLook={this.#look} suspend={suspend} />
      </ThemeContext>
    )
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
