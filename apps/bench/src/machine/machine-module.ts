import { readFileSync } from 'node:fs'
import { secondsPerCall } from './seconds-per-call.ts'

/** What `assembly/machine.ts` exports. */
export interface MachineModule {
  multiplyAdd(rounds: number, factor: number, term: number): number
  fusedMultiplyAdd(rounds: number, factor: number, term: number): number
  copyUp(bytes: number): void
}

/** Built from `assembly/machine.ts`. */
const MODULE = new URL('./machine.wasm', import.meta.url)
const FLOPS_PER_ROUND = 48
const FUSED_FLOPS_PER_ROUND = 96
const ROUNDS = 100_000

export async function machineModule(): Promise<MachineModule> {
  const { instance } = await WebAssembly.instantiate(readFileSync(MODULE))
  return instance.exports as unknown as MachineModule
}

/**
 * Single-precision operations a second in registers alone, over some 20 ms each way: multiplying and adding
 * by turns, which some cores do side by side, and both in one, which others do twice as many of.
 */
export function registerRate({ multiplyAdd, fusedMultiplyAdd }: MachineModule): number {
  const apart = secondsPerCall(() => multiplyAdd(ROUNDS, 1.0000001, 1e-7))
  const fused = secondsPerCall(() => fusedMultiplyAdd(ROUNDS, 1.0000001, 1e-7))
  return Math.max((FLOPS_PER_ROUND * ROUNDS) / apart, (FUSED_FLOPS_PER_ROUND * ROUNDS) / fused)
}
