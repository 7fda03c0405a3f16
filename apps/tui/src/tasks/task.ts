import type { Output } from '../sinks/sink'
import { describeError } from '../training/failure'

/** How a command ended: the exit code of the program, and a message for stderr. */
export interface Outcome {
  readonly exitCode: number
  readonly message?: string
  /** True if work is still pending that the program must not wait for. */
  readonly isCutOff?: boolean
}

/** The streams and files that a task works with. */
export interface TaskContext {
  readonly output: Output
  /** Program of the training thread. */
  readonly workerUrl: URL
}

/** A module in this folder: the work of one command. */
export interface TaskModule<Request> {
  run(request: Request, context: TaskContext): Promise<Outcome> | Outcome
}

/** The outcome of a thrown error: exit code 2 for wrong use, otherwise 1. */
export function failureOutcome(error: unknown): Outcome {
  const { code, message } = describeError(error)
  return { exitCode: code === 'wrong-use' ? 2 : 1, message }
}
