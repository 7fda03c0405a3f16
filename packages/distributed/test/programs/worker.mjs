// Connects in a worker thread.
import { isMainThread, Worker } from 'node:worker_threads'

if (isMainThread) {
  new Worker(new URL(import.meta.url)).on('error', (error) => {
    throw error
  })
} else {
  const { connect } = await import('../../dist/index.js')
  const ranks = await connect()
  const values = Float32Array.of(ranks.rank + 1)
  ranks.sum(values)
  process.stdout.write(`${JSON.stringify({ sum: values[0] })}\n`)
  ranks.close()
}
