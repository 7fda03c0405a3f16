import type { BatchFunction } from '@handwritten/nn'
import { capture, setBackend, useThreads } from '@handwritten/tensor'

/** How this project is run. */
export interface OwnSettings {
  readonly backend: 'reference' | 'wasm'
  /** Of captured programs; eager steps take one. */
  readonly threads: number
  /** Whether steps are captured once and replayed. */
  readonly captured: boolean
  /** Whether kernels take the shape for vectors of 256 bits. */
  readonly wide?: boolean
}

/** As in `wasm, captured, 2 threads`. */
export function settingsLabel({ backend, threads, captured }: OwnSettings): string {
  const mode = captured ? `captured, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : 'eager'
  return `${backend}, ${mode}`
}

/** Makes this process run so, and returns what a trainer compiles its steps with. */
export async function applySettings({
  backend,
  threads,
  captured,
  wide = false,
}: OwnSettings): Promise<(step: BatchFunction) => BatchFunction> {
  setBackend(backend)
  if (backend === 'wasm') await useThreads({ threads, wide })
  return captured ? capture : (step) => step
}
