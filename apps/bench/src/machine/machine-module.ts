import { readFileSync } from 'node:fs'
import { secondsPerCall } from './seconds-per-call.ts'

/** What `assembly/machine.ts` exports. */
export interface MachineModule {
  multiplyAdd(rounds: number, factor: number, term: number): number
  copyUp(bytes: number): void
}

/** Built from `assembly/machine.ts`. */
const MODULE = new URL('./machine.wasm', import.meta.url)
const FLOPS_PER_ROUND = 48
const ROUNDS = 100_000

export async function machineModule(): Promise<MachineModule> {
  const { instance } = await WebAssembly.instantiate(readFileSync(MODULE))
  return instance.exports as unknown as MachineModule
}

/** Single-precision operations a second in registers alone, over some 20 ms. */
export function registerRate({ multiplyAdd }: MachineModule): number {
  return (FLOPS_PER_ROUND * ROUNDS) / secondsPerCall(() => multiplyAdd(ROUNDS, 1.0000001, 1e-7))
}
