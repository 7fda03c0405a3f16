import { parentPort, workerData } from 'node:worker_threads'
import { startTurbo } from '../turbo/turbo'
import { describeError } from './failure'
import { loadData } from './load-data'
import type { Control, RunEvent, WorkerInput } from './protocol'
import { Session } from './session'

// The training thread: runs one session, and answers questions about it until it is ended from outside.
const port = parentPort
if (port === null) throw new Error('the training program runs on a worker thread only')

const post = (event: RunEvent): void => port.postMessage(event)
const input = workerData as WorkerInput
const turbo = () => startTurbo(new URL('../turbo/sample.js', import.meta.url))
const session = new Session(input, (settings) => loadData(settings, input, post), post, turbo)
port.on('message', (command: Control) => session.control(command))
try {
  await session.run()
} catch (error) {
  post({ type: 'failed', ...describeError(error) })
}
