import { join } from 'node:path'
import { type Instance, render } from 'ink'
import { App } from '../app/app'
import type { RunCommand } from '../app/keymap'
import { MouseSource } from '../app/mouse-source'
import { preferredView, rememberPreferences } from '../app/preferences'
import type { Theme } from '../app/theme'
import type { Services } from '../hooks/services'
import { deleteRun, renameRun } from '../runs/edit-runs'
import { findRuns } from '../runs/find-runs'
import { completePath } from '../screens/draw/complete-path'
import { openPicture } from '../screens/draw/open-picture'
import { isOver } from '../store/run-state'
import { createRunStore, type RunStore } from '../store/run-store'
import { createViewStore, type ViewStore } from '../store/view-store'
import { escapedLines } from '../text/escaped'
import { setColorDepth } from '../text/styled'
import type { Control, RunEvent } from '../training/protocol'
import { captureConsole } from './capture-console'
import { escapedEvent } from './escaped-event'
import { MouseReports } from './mouse-reports'
import type { Leave, Sink } from './sink'
import { summaryText } from './summary'
import { watchUsage } from './usage'

/** How long a run may take to stop before the dashboard closes without it, in milliseconds. */
const patience = 1500

/** The most frames a second; training is shown less often (see `FramePacer`), keys at once. */
const maxFps = 30

/** What the dashboard needs of the program around it. */
export interface DashboardOptions {
  readonly theme: Theme
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  /** Files and folders in which the logs of earlier runs are looked for. */
  readonly places: readonly string[]
  /** The file of the user's preferences. Default: none are remembered. */
  readonly preferences?: string
  /** Sends a command to the run. */
  readonly send: (control: Control) => void
  /** Stops the process; resolves when it is in the foreground again. */
  readonly suspend: () => Promise<void>
}

/** The run on the alternate screen, with keys; `close` restores the terminal. */
export class DashboardSink implements Sink {
  readonly left: Promise<Leave>
  readonly isInteractive: boolean
  readonly #options: DashboardOptions
  readonly #leave: (leave: Leave) => void
  readonly #run: RunStore = createRunStore()
  readonly #view: ViewStore
  readonly #mouse: MouseReports
  readonly #instance: Instance
  readonly #release: readonly (() => void)[]
  #isQuitting = false
  #quitsWhenSaved = false
  #isSuspended = false
  #closing: Promise<void> | null = null

  constructor(options: DashboardOptions) {
    const { promise, resolve, reject } = Promise.withResolvers<Leave>()
    const { stdout, stdin } = options
    this.left = promise
    this.isInteractive = stdin.isTTY
    this.#leave = resolve
    this.#options = options
    this.#view = createViewStore(preferredView(options.preferences ?? null))
    this.#mouse = new MouseReports(stdout)
    setColorDepth(options.theme.depth)
    this.#instance = render(<App services={this.#services()} />, {
      ...{ stdout, stdin, maxFps },
      exitOnCtrlC: false,
      patchConsole: false,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
    })
    this.#instance.waitUntilExit().then(() => resolve('done'), reject)
    stdout.on('error', this.#onGone)
    stdin.on('end', this.#onGone)
    this.#release = [
      captureConsole((text) => this.take({ type: 'log', text })),
      watchUsage((usage) => this.#run.dispatch({ type: 'usage', usage })),
      () => stdin.off('end', this.#onGone),
    ]
  }

  take(event: RunEvent): void {
    this.#run.dispatch(escapedEvent(event))
    const isUnattended = !this.#options.stdin.isTTY
    if (event.type === 'end' && (this.#isQuitting || isUnattended)) this.#leave('done')
    if (event.type === 'saved' && this.#quitsWhenSaved) this.#quit()
    if (event.type === 'unsaved') this.#quitsWhenSaved = false
  }

  close({ savesLater } = { savesLater: false }): Promise<void> {
    this.#closing ??= this.#restore(savesLater)
    return this.#closing
  }

  async #restore(savesLater: boolean): Promise<void> {
    for (const release of this.#release) release()
    this.#run.close()
    this.#mouse.close()
    this.#instance.unmount()
    await this.#instance.waitUntilExit().catch(() => {})
    rememberPreferences(this.#options.preferences ?? null, this.#view.getSnapshot())
    const state = this.#run.latest()
    const saved = savesLater ? null : state.saved
    this.#options.stdout.write(escapedLines(summaryText({ ...state, saved })))
  }

  #services(): Services {
    const { theme, send, places, stdin } = this.#options
    return {
      theme,
      run: this.#run,
      view: this.#view,
      mouse: new MouseSource(),
      execute: this.#execute,
      look: (look) => send({ type: 'look', look }),
      openPicture,
      completePath,
      findRuns: () => findRuns(places),
      ...{ deleteRun, renameRun },
      suspend: (release) => this.#suspended(() => release(this.#options.suspend)),
      redraw: (release) => this.#suspended(() => release(async () => {})),
      reportMouse: (listener) => (stdin.isTTY ? this.#mouse.start(listener) : () => {}),
    }
  }

  // The terminal continues this process after its own suspension too.
  async #suspended(suspend: () => Promise<void>): Promise<void> {
    if (this.#isSuspended || this.#closing !== null) return
    this.#isSuspended = true
    try {
      await this.#mouse.without(suspend)
    } finally {
      this.#isSuspended = false
    }
  }

  readonly #execute = (command: RunCommand): void => {
    const { send } = this.#options
    if (command === 'interrupt') this.#leave('interrupted')
    else if (command === 'quit') this.#quit()
    else if (command === 'save') this.#save()
    else if (command === 'save and quit') {
      this.#quitsWhenSaved = true
      this.#save()
    } else if (command === 'faster') send({ type: 'changeLearningRate', direction: 'up' })
    else if (command === 'slower') send({ type: 'changeLearningRate', direction: 'down' })
    else send({ type: command })
  }

  #save(): void {
    const { run } = this.#run.latest()
    if (run !== null) this.#options.send({ type: 'save', folder: folderFor(run.recipe, run.seed) })
    else if (this.#quitsWhenSaved) this.#quit()
  }

  // Nobody can press a key any more. The listener stays: later writes must not throw.
  readonly #onGone = (): void => {
    if (this.#options.stdin.isTTY) this.#leave('closed')
  }

  // A run is stopped first, but not waited for without end.
  #quit(): void {
    const { phase, run } = this.#run.latest()
    if (this.#isQuitting || isOver(phase) || run === null) {
      this.#leave('done')
      return
    }
    this.#isQuitting = true
    this.#run.dispatch({ type: 'stopping' })
    this.#options.send({ type: 'stop' })
    setTimeout(() => this.#leave('done'), patience).unref()
  }
}

/** The folder of a run that was started without one: `runs/fast-seed-1-2026-11-25-19-47-06`. */
function folderFor(recipe: string, seed: number): string {
  const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000)
  const when = now.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')
  return join('runs', `${recipe}-seed-${seed}-${when}`)
}
