import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { fileProblem } from '../saved/file-problem'
import { jsonLine } from '../sinks/json'
import { RunFailure } from '../training/failure'
import type { RunEvent } from '../training/protocol'

/** Adds the events of a run to a file, one JSON object a line, each written before the next comes. */
export class LogFile {
  readonly path: string
  readonly #descriptor: number
  /** Why events are missing from the file, or null. */
  problem: string | null = null

  /** Opens the file, or makes it. @throws RunFailure where that cannot be done */
  constructor(path: string) {
    this.path = path
    try {
      this.#descriptor = openSync(path, 'a+')
      if (endsAmidLine(this.#descriptor)) writeSync(this.#descriptor, '\n')
    } catch (error) {
      throw new RunFailure('unwritable', `the log ${path} cannot be written: ${fileProblem(error)}`)
    }
  }

  /** Writes an event; after one that could not be written no other is tried. */
  take(event: RunEvent): void {
    const line = this.problem === null ? jsonLine(event) : null
    if (line === null) return
    try {
      writeSync(this.#descriptor, `${line}\n`)
    } catch (error) {
      this.problem = `the log ${this.path} is not complete: ${fileProblem(error)}`
    }
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

// A run that was killed while it wrote has left a part of a line.
function endsAmidLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor)
  const last = Buffer.alloc(1)
  return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a
}
