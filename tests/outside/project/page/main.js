import * as metrics from '@handwritten/metrics'
import * as data from '@handwritten/mnist-data'
import * as nn from '@handwritten/nn'
import * as tensor from '@handwritten/tensor'
import { loseThread, remembering } from '../lose-thread.mjs'
import { study } from '../study.mjs'

async function visit() {
  const outcome = await study({ metrics, data, nn, tensor }, 2)
  if (!crossOriginIsolated) return { isolated: false, ...outcome }
  const { made, remember } = remembering(Worker)
  globalThis.Worker = remember
  const lost = await loseThread({ nn, tensor }, () => made[0].terminate())
  return { isolated: true, ...outcome, lost }
}

/** Whoever serves the page is told how it went. */
const tell = (told) => fetch('/told', { method: 'POST', body: JSON.stringify(told) })
addEventListener('error', ({ message }) => tell({ failed: message }))
visit().then(tell, (error) => tell({ failed: String(error.stack) }))
