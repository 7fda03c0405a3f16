import { Worker } from 'node:worker_threads'
import { describeError, RunFailure } from '../../training/failure'
import type { Outcome, TaskContext } from '../task'
import type { ThreadInput, ThreadMessage } from './protocol'
import type { RequestOf, ThreadTask } from './tasks'

/** A task on a thread of its own. */
export interface TaskThread {
  /** @throws RunFailure when the thread ends before the task does */
  readonly outcome: Promise<Outcome>
  /** Ends the thread, whatever it does. */
  end(): Promise<void>
}

/** Starts a task on a thread, whose output goes to the streams of `context`. */
export function runOnThread<Name extends ThreadTask>(
  name: Name,
  request: RequestOf<Name>,
  { output, workerUrl, taskUrl }: TaskContext & { readonly taskUrl: URL },
): TaskThread {
  const input: ThreadInput = { name, request, workerUrl: workerUrl.href }
  const worker = new Worker(taskUrl, { workerData: input })
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  worker.on('message', (message: ThreadMessage) => {
    if (message.type === 'outcome') resolve(message.outcome)
    else output[message.type](message.text)
  })
  worker.on('error', (error) => {
    reject(new RunFailure('thread-died', `the thread died: ${describeError(error).message}`))
  })
  worker.on('exit', (code) => {
    reject(new RunFailure('thread-died', `the thread ended before its task (exit code ${code})`))
  })
  return {
    outcome: promise,
    async end() {
      await worker.terminate()
    },
  }
}
