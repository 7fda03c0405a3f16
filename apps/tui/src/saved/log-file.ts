import { closeSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { jsonLine } from '../sinks/json'
import { RunFailure } from '../training/failure'
import type { RunEvent } from '../training/protocol'
import { fileProblem } from './file-problem'
import { releaseLock, takeLock } from './lock-file'

/** Appends the events of a run to a file, one JSON object per line, written immediately. */
export class LogFile {
  readonly path: string
  readonly #descriptor: number
  readonly #lock: string | null
  /** Why events are missing from the file, or null. */
  problem: string | null = null

  /** Opens or creates the file. @throws RunFailure if that fails, or another process writes to it */
  constructor(path: string) {
    this.path = path
    try {
      this.#lock = lockOf(path)
      if (this.#lock !== null) takeLock(this.#lock, `the log ${path}`)
      this.#descriptor = openSync(path, 'a+')
      if (endsAmidLine(this.#descriptor)) writeSync(this.#descriptor, '\n')
    } catch (error) {
      if (error instanceof RunFailure) throw error
      throw new RunFailure('unwritable', `the log ${path} cannot be written: ${fileProblem(error)}`)
    }
  }

  /** Writes an event. After a failed write, later events are dropped. */
  take(event: RunEvent): void {
    this.#write(jsonLine(event))
  }

  /** Writes the end of a run that diverged, which has no event of its own. */
  takeDivergence(): void {
    this.#write(JSON.stringify({ type: 'end', reason: 'diverged' }))
  }

  #write(line: string | null): void {
    if (line === null || this.problem !== null) return
    try {
      writeSync(this.#descriptor, `${line}\n`)
    } catch (error) {
      this.problem = `the log ${this.path} is not complete: ${fileProblem(error)}`
    }
  }

  close(): void {
    closeSync(this.#descriptor)
    if (this.#lock !== null) releaseLock(this.#lock)
  }
}

// What is no file, such as a pipe or a terminal, may have several writers.
function lockOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined || found.isFile() ? `${path}.lock` : null
}

// A run that was killed while writing leaves an incomplete line.
function endsAmidLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor)
  const last = Buffer.alloc(1)
  return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a
}
