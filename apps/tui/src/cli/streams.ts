import { fileProblem } from '../saved/file-problem'
import type { Output } from '../sinks/sink'
import { RunFailure } from '../training/failure'

/**
 * The process's own streams as an output whose reader may go away: then `closed` resolves and what
 * is written after that is dropped. Any other error of stdout rejects `closed`.
 */
export function streamOutput(stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): Output {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>()
  let isOpen = true
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    isOpen = false
    if (error.code === 'EPIPE') resolve()
    else reject(new RunFailure('unwritable', `stdout cannot be written: ${fileProblem(error)}`))
  })
  closed.catch(() => {}) // not everybody waits for it
  stderr.on('error', () => {})
  return {
    out: (text) => isOpen && stdout.write(text),
    log: (text) => stderr.write(text),
    closed,
  }
}
