import { parentPort, workerData } from 'node:worker_threads'
import { loadDataset } from '@handwritten/mnist-data'
import { describeError } from './failure'
import { fetchNews } from './fetch-news'
import type { Control, RunEvent, WorkerInput } from './protocol'
import { Session } from './session'

// The training thread: runs one session, and answers questions about it until it is ended from outside.
const port = parentPort
if (port === null) throw new Error('the training program runs on a worker thread only')

const post = (event: RunEvent): void => port.postMessage(event)
const input = workerData as WorkerInput
const { dataset, dataDir } = input
const onProgress = fetchNews((reason) => post({ type: 'waiting', reason }))
const load = () =>
  loadDataset(dataset, { onProgress, ...(dataDir !== undefined && { dir: dataDir }) })
const session = new Session(input, load, post)
port.on('message', (command: Control) => session.control(command))
try {
  await session.run()
} catch (error) {
  post({ type: 'failed', ...describeError(error) })
}
