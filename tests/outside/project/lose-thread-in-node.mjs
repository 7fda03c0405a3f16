import workerThreads from 'node:worker_threads'
import * as nn from '@handwritten/nn'
import * as tensor from '@handwritten/tensor'
import { loseThread, remembering } from './lose-thread.mjs'

const { made, remember } = remembering(workerThreads.Worker)
workerThreads.Worker = remember
console.log(JSON.stringify(await loseThread({ nn, tensor }, () => made[0].terminate())))
