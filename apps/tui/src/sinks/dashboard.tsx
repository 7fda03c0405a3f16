import { join } from 'node:path'
import { type Instance, render } from 'ink'
import type { ReactElement } from 'react'
import { findRuns } from '../runs/find-runs'
import { Dashboard } from '../screens/dashboard'
import { openPicture } from '../screens/draw/open-picture'
import type { RunAction } from '../screens/keys'
import { Painter, type Size } from '../screens/painter'
import { summaryText } from '../screens/summary'
import type { Theme } from '../screens/theme'
import { nextRate } from '../state/learning-rate'
import { reduce } from '../state/reducer'
import { initialState, isOver, type ViewState } from '../state/view-state'
import type { Line } from '../text/span'
import type { Look } from '../training/inspection/events'
import type { Control, RunEvent } from '../training/protocol'
import { captureConsole } from './capture-console'
import { MouseReports } from './mouse-reports'
import { Pacer } from './pacer'
import type { Leave, Sink } from './sink'

/** How long a stop may take before the screen is left without it, in milliseconds. */
const patience = 1500

/** What the dashboard needs of the program around it. */
export interface DashboardOptions {
  readonly theme: Theme
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  /** Files and folders in which the logs of earlier runs are looked for. */
  readonly places: readonly string[]
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
  readonly #painter: Painter
  readonly #mouse: MouseReports
  readonly #releaseConsole: () => void
  #state = initialState
  #isQuitting = false
  #quitsWhenSaved = false
  #isDrawing = false
  #isSuspended = false
  #closing: Promise<void> | null = null

  constructor(options: DashboardOptions) {
    const { promise, resolve, reject } = Promise.withResolvers<Leave>()
    this.left = promise
    this.#leave = resolve
    this.#options = options
    this.#painter = new Painter(options.stdout, options.theme.depth)
    this.#mouse = new MouseReports(options.stdout)
    this.#pacer = new Pacer(() => this.#frame())
    this.#instance = render(this.#tree(), {
      stdout: options.stdout,
      stdin: options.stdin,
      exitOnCtrlC: false,
      patchConsole: false,
      alternateScreen: true,
      interactive: true,
    })
    this.#instance.waitUntilExit().then(() => resolve('done'), reject)
    options.stdout.on('error', this.#onGone)
    options.stdin.on('end', this.#onGone)
    process.on('SIGCONT', this.#redraw)
    this.#releaseConsole = captureConsole((text) => this.take({ type: 'log', text }))
  }

  take(event: RunEvent): void {
    this.#state = reduce(this.#state, event)
    const isUnattended = !this.#options.stdin.isTTY
    if (event.type === 'end' && (this.#isQuitting || isUnattended)) this.#leave('done')
    if (event.type === 'saved' && this.#quitsWhenSaved) this.#quit()
    if (event.type === 'unsaved') this.#quitsWhenSaved = false
    this.#pacer.request()
  }

  close({ savesLater } = { savesLater: false }): Promise<void> {
    this.#closing ??= this.#restore(savesLater)
    return this.#closing
  }

  async #restore(savesLater: boolean): Promise<void> {
    this.#releaseConsole()
    this.#pacer.stop()
    process.off('SIGCONT', this.#redraw)
    this.#options.stdin.off('end', this.#onGone)
    this.#mouse.close()
    this.#instance.unmount()
    await this.#instance.waitUntilExit().catch(() => {})
    const { saved } = this.#state
    this.#options.stdout.write(summaryText({ ...this.#state, saved: savesLater ? null : saved }))
  }

  readonly #act = (action: RunAction): void => {
    if (action === 'interrupt') this.#leave('interrupted')
    else if (action === 'quit') this.#quit()
    else {
      const control = controlFor(action, this.#state)
      if (action === 'save and quit') {
        this.#quitsWhenSaved = control !== null
        if (control === null) this.#quit()
      }
      if (control) this.#options.send(control)
    }
  }

  readonly #look = (look: Look): void => this.#options.send({ type: 'look', look })

  // Ink says that something has changed; what is seen follows at the pacer's pace.
  readonly #draw = (lines: readonly Line[], size: Size): void => {
    if (this.#closing !== null || this.#isSuspended) return
    if (this.#isDrawing) this.#painter.draw(lines, size)
    else this.#pacer.request()
  }

  readonly #reportMouse = (isOn: boolean): void => {
    if (this.#closing === null) this.#mouse.set(isOn && this.#options.stdin.isTTY)
  }

  readonly #findRuns = () => findRuns(this.#options.places)

  // Nobody is there any more to press a key. The listener stays: what is still written must not throw.
  readonly #onGone = (): void => {
    if (this.#options.stdin.isTTY) this.#leave('closed')
  }

  // Others may have written on the screen while the program was stopped.
  readonly #redraw = (): void => {
    this.#painter.forget()
    this.#pacer.request()
  }

  // Until Ink has the terminal again, which is right after this, its own screen is not to be drawn on.
  readonly #suspend = async (): Promise<void> => {
    this.#isSuspended = true
    try {
      await this.#mouse.without(this.#options.suspend)
    } finally {
      setImmediate(() => {
        this.#isSuspended = false
        this.#redraw()
      })
    }
  }

  #frame(): void {
    this.#isDrawing = true
    try {
      this.#instance.rerender(this.#tree())
    } finally {
      this.#isDrawing = false
    }
  }

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
    return (
      <Dashboard
        state={this.#state}
        theme={this.#options.theme}
        onAction={this.#act}
        onLook={this.#look}
        draw={this.#draw}
        reportMouse={this.#reportMouse}
        openPicture={openPicture}
        findRuns={this.#findRuns}
        suspend={this.#suspend}
      />
    )
  }
}

function controlFor(
  action: Exclude<RunAction, 'quit' | 'interrupt'>,
  state: ViewState,
): Control | null {
  const { run, phase, learningRate } = state
  if (run === null) return null
  if (action === 'save' || action === 'save and quit')
    return { type: 'save', folder: folderFor(run.recipe, run.seed) }
  if (isOver(phase)) return null
  switch (action) {
    case 'pause':
      return { type: phase === 'paused' ? 'resume' : 'pause' }
    case 'step':
      return { type: 'step' }
    case 'faster':
    case 'slower':
      return { type: 'setLearningRate', value: nextRate(learningRate, action === 'faster') }
  }
}

/** Where a run is kept that was not started with a folder: `runs/fast-seed-1-2026-11-25-19-47-06`. */
function folderFor(recipe: string, seed: number): string {
  const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000)
  const when = now.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')
  return join('runs', `${recipe}-seed-${seed}-${when}`)
}
