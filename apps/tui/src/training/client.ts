import { Worker } from 'node:worker_threads'
import { describeError, RunFailure } from './failure'
import type { Control, RunEvent, WorkerInput } from './protocol'

/** A run on a thread of its own. */
export interface Training {
  send(control: Control): void
  /** Rejects with a {@link RunFailure} when the run fails or its thread dies; never resolves. */
  readonly failure: Promise<never>
  /** Ends the thread, wherever the run is. */
  end(): Promise<void>
}

/**
 * Starts a run on a thread.
 * @param workerUrl the training thread's program
 * @param take called with every event of the run, in order
 */
export function startTraining(
  workerUrl: URL,
  input: WorkerInput,
  take: (event: RunEvent) => void,
): Training {
  const worker = new Worker(workerUrl, { workerData: input, stdout: true, stderr: true })
  let isRunning = true
  const failure = new Promise<never>((_, reject) => {
    const fail = (code: string, message: string): void => {
      if (isRunning) reject(new RunFailure(code, message))
      isRunning = false
    }
    worker.on('message', (event: RunEvent) => {
      take(event)
      if (event.type === 'failed') fail(event.code, event.message)
      if (event.type === 'end') isRunning = false
    })
    worker.on('error', (error) => {
      fail('thread-died', `the training thread died: ${describeError(error).message}`)
    })
    worker.on('exit', (code) => {
      fail('thread-died', `the training thread ended before the run did (exit code ${code})`)
    })
  })
  for (const stream of [worker.stdout, worker.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim() !== '') take({ type: 'log', text: line })
    })
  return {
    send: (control) => worker.postMessage(control),
    failure,
    async end() {
      isRunning = false
      await worker.terminate()
    },
  }
}
