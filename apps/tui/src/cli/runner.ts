import { watchCrashes } from '../process/crashes'
import { watchSignals } from '../process/signals'
import type { Output } from '../sinks/sink'
import { runOnThread } from '../tasks/on-thread/run-on-thread'
import type { RequestOf, ThreadTask } from '../tasks/on-thread/tasks'
import { failureOutcome, type Outcome, type TaskContext, type TaskModule } from '../tasks/task'

/** Loads the module of a command's task. */
export type LoadTask<Request> = () => Promise<TaskModule<Request>>

/** Runs the tasks of commands. Their modules are loaded only when they run. */
export interface Runner {
  /** Runs a task on a thread until it ends, a signal arrives, stdout is closed or an error is thrown. */
  runOnThread<Name extends ThreadTask>(name: Name, request: RequestOf<Name>): Promise<void>
  /** The same on this thread, for tasks that pause often. */
  run<Request>(load: LoadTask<Request>, request: Request): Promise<void>
  /** Runs a task that handles signals, errors and a closed stdout itself. */
  runUnguarded<Request>(load: LoadTask<Request>, request: Request): Promise<void>
}

/** A runner of one task, with the outcome of that task; exit code 0 before there is one. */
export class TaskRunner implements Runner {
  readonly #context: TaskContext & { readonly taskUrl: URL }
  outcome: Outcome = { exitCode: 0 }

  /** @param context `taskUrl`: the program of threads that run tasks */
  constructor(context: TaskContext & { readonly taskUrl: URL }) {
    this.#context = context
  }

  async runOnThread<Name extends ThreadTask>(name: Name, request: RequestOf<Name>): Promise<void> {
    const thread = runOnThread(name, request, this.#context)
    this.outcome = await guarded(thread.outcome, this.#context.output)
    await thread.end()
  }

  async run<Request>(load: LoadTask<Request>, request: Request): Promise<void> {
    const task = load().then((loaded) => loaded.run(request, this.#context))
    this.outcome = await guarded(task, this.#context.output)
  }

  async runUnguarded<Request>(load: LoadTask<Request>, request: Request): Promise<void> {
    this.outcome = await (await load()).run(request, this.#context)
  }
}

async function guarded(task: Promise<Outcome>, output: Output): Promise<Outcome> {
  const signals = watchSignals()
  const crashes = watchCrashes()
  const stopped = signals.received.then(({ exitCode, signal }) => ({
    exitCode,
    message: `ended by ${signal}`,
    isCutOff: true,
  }))
  const unread = output.closed.then(() => ({ exitCode: 0, isCutOff: true }))
  try {
    return await Promise.race([task, stopped, unread, crashes.crashed])
  } catch (error) {
    return failureOutcome(error)
  } finally {
    signals.release()
    crashes.release()
  }
}
