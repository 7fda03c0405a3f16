import { Worker } from 'node:worker_threads'
import { machineModule, registerRate } from './machine-module.ts'
import { secondsPerCall } from './seconds-per-call.ts'

/** What one core can do at most with 128-bit WebAssembly. */
export interface MachinePeaks {
  /** Single-precision operations a second, in registers alone. */
  readonly flopsPerSecond: number
  /** Bytes read and written a second when copying more than the caches hold. */
  readonly bytesPerSecond: number
}

/** `assembly/machine.ts` has memory for two areas of this size. */
const COPIED_BYTES = 2 ** 27
const REPEATS = 15

/** Measures both; the fastest of a few repeats counts, since nothing can make a core faster than it is. */
export async function measurePeaks(): Promise<MachinePeaks> {
  const machine = await machineModule()
  const fastest = Math.min(...repeats(() => secondsPerCall(() => machine.copyUp(COPIED_BYTES))))
  return {
    flopsPerSecond: Math.max(...repeats(() => registerRate(machine))),
    bytesPerSecond: (2 * COPIED_BYTES) / fastest,
  }
}

/**
 * Operations a second of `threads` threads together, all in their registers at the same time: less than so
 * many times the peak of one where they share a core. The best of a few repeats.
 */
export async function measureTeamPeak(threads: number): Promise<number> {
  const rates: number[] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) rates.push(await teamRate(threads))
  return Math.max(...rates)
}

async function teamRate(threads: number): Promise<number> {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const rates = Array.from({ length: threads }, () => workerRate({ gate, threads }))
  return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
}

/** The built worker lies beside the built file. */
function workerRate(workerData: { gate: Int32Array; threads: number }): Promise<number> {
  const worker = new Worker(new URL('./peak-worker.js', import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

function repeats(measure: () => number): number[] {
  return Array.from({ length: REPEATS }, measure)
}
