// Trains on two threads and is done: the process has to end by itself though its threads are alive.
import { capture, useThreads } from '../../../src'
import { train } from '../classifier'

const { threads } = await useThreads({ threads: 2, cores: 2 })
const alone = train((step) => step)
const together = train(capture)
console.log(JSON.stringify({ threads, same: String(alone) === String(together) }))
