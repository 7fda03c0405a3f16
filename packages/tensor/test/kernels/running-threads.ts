import type { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { type ThreadsOptions, WorkerPool } from '../../src/backend/wasm/threads/worker-pool'
import { compiledKernels } from '../../src/generated/kernels'

/** Threads that a test has started. */
export const running: WorkerPool[] = []

/** Starts threads, more than there are cores too, with all kernels linked. */
export async function start(memory: KernelMemory, options: ThreadsOptions): Promise<WorkerPool> {
  const threads = await WorkerPool.start(memory, { cores: 8, ...options })
  running.push(threads)
  threads.link(new Set(Object.values(compiledKernels).map(({ module }) => module)))
  return threads
}

export function stopAll(): void {
  for (const threads of running.splice(0)) threads.stop()
}
