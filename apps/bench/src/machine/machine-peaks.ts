import { readFileSync } from 'node:fs'
import { secondsPerCall } from './seconds-per-call.ts'

/** What one core can do at most with 128-bit WebAssembly. */
export interface MachinePeaks {
  /** Single-precision operations a second, in registers alone. */
  readonly flopsPerSecond: number
  /** Bytes read and written a second when copying more than the caches hold. */
  readonly bytesPerSecond: number
}

interface MachineModule {
  multiplyAdd(rounds: number, factor: number, term: number): number
  copyUp(bytes: number): void
}

/** Built from `assembly/machine.ts`, with memory for two areas of `COPIED_BYTES`. */
const MODULE = new URL('./machine.wasm', import.meta.url)
const FLOPS_PER_ROUND = 48
const ROUNDS = 100_000
const COPIED_BYTES = 2 ** 27
const REPEATS = 7

/** Measures both; the fastest of a few repeats counts, since nothing can make a core faster than it is. */
export async function measurePeaks(): Promise<MachinePeaks> {
  const { multiplyAdd, copyUp } = await machineModule()
  const fastest = (call: () => void) =>
    Math.min(...Array.from({ length: REPEATS }, () => secondsPerCall(call)))
  return {
    flopsPerSecond:
      (FLOPS_PER_ROUND * ROUNDS) / fastest(() => multiplyAdd(ROUNDS, 1.0000001, 1e-7)),
    bytesPerSecond: (2 * COPIED_BYTES) / fastest(() => copyUp(COPIED_BYTES)),
  }
}

async function machineModule(): Promise<MachineModule> {
  const { instance } = await WebAssembly.instantiate(readFileSync(MODULE))
  return instance.exports as unknown as MachineModule
}
