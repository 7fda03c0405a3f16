import { fileProblem } from '../saved/file-problem'
import type { Output } from '../sinks/sink'
import { RunFailure } from '../training/failure'

/**
 * The process's streams as an {@link Output}. When the reader closes stdout, `closed` resolves and
 * later writes are dropped. Any other error of stdout rejects `closed`.
 */
export function streamOutput(stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): Output {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>()
  let isOpen = true
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    isOpen = false
    if (error.code === 'EPIPE') resolve()
    else reject(new RunFailure('unwritable', `stdout cannot be written: ${fileProblem(error)}`))
  })
  closed.catch(() => {}) // not every task awaits it
  stderr.on('error', () => {})
  return {
    out: (text) => isOpen && stdout.write(text),
    log: (text) => stderr.write(text),
    closed,
  }
}
