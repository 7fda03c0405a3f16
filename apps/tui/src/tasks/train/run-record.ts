import { dirname } from 'node:path'
import { releaseLock } from '../../saved/lock-file'
import { LogFile } from '../../saved/log-file'
import { lockPath, logPath } from '../../saved/run-folder'
import type { EndedEvent, RunEvent } from '../../training/protocol'
import type { TrainRequest } from './request'

/** Records a run: writes its logs, and keeps what decides the program's exit code. */
export class RunRecord {
  #folder: string | undefined
  readonly #keepsLogs: boolean
  /** Events written so far, for a log that is opened later. */
  readonly #recorded: RunEvent[] = []
  readonly #logs: LogFile[] = []
  readonly #over = Promise.withResolvers<void>()
  /** Resolves when the run has ended and, if it has a folder, is saved. */
  readonly over: Promise<void> = this.#over.promise
  hasStarted = false
  ended: EndedEvent | null = null
  /** Step of the latest checkpoint; null before the first. */
  savedStep: number | null = null
  /** Why the latest save failed, or null. */
  saveProblem: string | null = null

  /**
   * Opens the log of `--log`.
   * @param keepsLogs false where the reader of this process keeps the logs
   * @throws RunFailure if the file cannot be written
   */
  constructor({ log, options }: TrainRequest, keepsLogs = true) {
    this.#folder = options.save
    this.#keepsLogs = keepsLogs
    if (log !== undefined) this.#open(log)
  }

  #open(path: string): void {
    if (this.#keepsLogs) this.#logs.push(new LogFile(path))
  }

  /** The run's folder, given at the start or by a later save; undefined if it has none. */
  get folder(): string | undefined {
    return this.#folder
  }

  /** Why a log is incomplete, or null. */
  get logProblem(): string | null {
    return this.#logs.find(({ problem }) => problem !== null)?.problem ?? null
  }

  take(event: RunEvent): void {
    if (event.type === 'start') {
      this.hasStarted = true
      if (this.#folder !== undefined) this.#open(logPath(this.#folder))
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

  /** Sets the run's folder and starts its log with the events so far. */
  #keepIn(folder: string): void {
    this.#folder = folder
    const others = this.#logs.length
    this.#open(logPath(folder))
    for (const log of this.#logs.slice(others)) for (const event of this.#recorded) log.take(event)
  }

  /** Closes the logs and unlocks the run's folder. */
  close(): void {
    for (const log of this.#logs) log.close()
    if (this.#folder !== undefined) releaseLock(lockPath(this.#folder))
  }
}

function isRecorded({ type }: RunEvent): boolean {
  return type === 'start' || type === 'epoch' || type === 'end'
}
