import { fileProblem } from '../saved/file-problem'
import type { Output } from '../sinks/sink'
import { escapedLines } from '../text/escaped'
import { RunFailure } from '../training/failure'

/** An {@link Output} of which the last write can be awaited. */
export interface StreamOutput extends Output {
  /** Resolves when everything is written, with why stdout could not be written, or null. */
  flush(): Promise<string | null>
}

/**
 * The process's streams as an {@link Output}. All text passes through here, so this is where
 * characters that could command a terminal are escaped: names in files are other people's text. When
 * the reader closes stdout, `closed` resolves and later writes are dropped. Any other error of stdout
 * rejects `closed`.
 */
export function streamOutput(
  stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
  stderr: NodeJS.WritableStream,
): StreamOutput {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>()
  let isOpen = true
  let problem: string | null = null
  let written: Promise<void> = Promise.resolve()
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    isOpen = false
    if (error.code === 'EPIPE') return resolve()
    problem = `stdout cannot be written: ${fileProblem(error)}`
    reject(new RunFailure('unwritable', problem))
  })
  closed.catch(() => {}) // not every task awaits it
  stderr.on('error', () => {})
  return {
    out(text) {
      if (!isOpen) return
      // Writes finish in order, so the last one stands for all.
      written = new Promise((done) => {
        stdout.write(escapedLines(text), () => done())
      })
    },
    log: (text) => stderr.write(escapedLines(text)),
    closed,
    async flush() {
      await written
      // An error is emitted after the callback of its write.
      await new Promise((next) => setImmediate(next))
      return problem
    },
    ...(stdout.isTTY && stdout.columns !== undefined && { columns: stdout.columns }),
  }
}
