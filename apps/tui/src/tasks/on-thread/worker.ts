import { parentPort, workerData } from 'node:worker_threads'
import { failureOutcome, type Outcome, type TaskModule } from '../task'
import type { ThreadInput, ThreadMessage } from './protocol'
import { threadTasks } from './tasks'

const port = parentPort
if (port === null) throw new Error('the program of tasks runs on a worker thread only')

const post = (message: ThreadMessage): void => port.postMessage(message)
const { name, request, workerUrl } = workerData as ThreadInput
post({ type: 'outcome', outcome: await perform() })

/** Runs the task; a closed or full stdout is noticed by the thread that writes to it. */
async function perform(): Promise<Outcome> {
  try {
    const task = (await threadTasks[name]()) as TaskModule<unknown>
    return await task.run(request, {
      workerUrl: new URL(workerUrl),
      output: {
        out: (text) => post({ type: 'out', text }),
        log: (text) => post({ type: 'log', text }),
        closed: new Promise(() => {}),
      },
    })
  } catch (error) {
    return failureOutcome(error)
  }
}
