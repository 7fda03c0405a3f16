import type { Backend } from '../../src'
import type { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import type { ThreadPool } from '../../src/backend/wasm/threads/thread-pool'
import { WasmExecutor } from '../../src/backend/wasm/wasm-executor'
import { backendFor } from '../../src/kernels/backend-adapter'

/** A WebAssembly backend on a memory and threads of its own. */
export function wasmBackend(
  residentStorage: ResidentStorage,
  currentPool: () => ThreadPool,
): Backend {
  return backendFor(new WasmExecutor(residentStorage, currentPool))
}
