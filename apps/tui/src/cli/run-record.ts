import { dirname } from 'node:path'
import { logPath } from '../saved/run-folder'
import type { EndedEvent, RunEvent } from '../training/protocol'
import type { TrainRequest } from './commands/train'
import { LogFile } from './log-file'

/** What has become of a run, for its logs and for how the program ends. */
export class RunRecord {
  #folder: string | undefined
  /** What a log holds so far, for one that is begun later. */
  readonly #recorded: RunEvent[] = []
  readonly #logs: LogFile[] = []
  readonly #over = Promise.withResolvers<void>()
  /** Resolves when the run has ended, and is saved where that was asked for. */
  readonly over: Promise<void> = this.#over.promise
  hasStarted = false
  ended: EndedEvent | null = null
  /** The step of the latest checkpoint, null before there is one. */
  savedStep: number | null = null
  /** Why the latest state could not be saved, or null. */
  saveProblem: string | null = null

  /** Opens the log that was asked for. @throws RunFailure where that cannot be done */
  constructor({ log, options }: TrainRequest) {
    this.#folder = options.save
    if (log !== undefined) this.#logs.push(new LogFile(log))
  }

  /** Where the run is kept, as was asked for at its start or later; undefined where it is not. */
  get folder(): string | undefined {
    return this.#folder
  }

  /** Why a log is not complete, or null. */
  get logProblem(): string | null {
    return this.#logs.find(({ problem }) => problem !== null)?.problem ?? null
  }

  take(event: RunEvent): void {
    if (event.type === 'start') {
      this.hasStarted = true
      if (this.#folder !== undefined) this.#logs.push(new LogFile(logPath(this.#folder)))
    }
    if (isRecorded(event)) this.#recorded.push(event)
    for (const log of this.#logs) log.take(event)
    if (event.type === 'saved') {
      if (this.#folder === undefined) this.#keepIn(dirname(event.file))
      this.savedStep = event.step
      this.saveProblem = null
    } else if (event.type === 'unsaved') {
      this.savedStep = event.step
      this.saveProblem = event.message
    } else if (event.type === 'end') {
      this.ended = event
      this.#over.resolve()
    }
  }

  /** Begins the log of a folder that the run is kept in from now on. */
  #keepIn(folder: string): void {
    this.#folder = folder
    const log = new LogFile(logPath(folder))
    for (const event of this.#recorded) log.take(event)
    this.#logs.push(log)
  }

  close(): void {
    for (const log of this.#logs) log.close()
  }
}

function isRecorded({ type }: RunEvent): boolean {
  return type === 'start' || type === 'epoch' || type === 'end'
}
