import type { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { type ThreadsOptions, WorkerPool } from '../../src/backend/wasm/threads/worker-pool'

/** Threads that a test has started. */
export const running: WorkerPool[] = []

/** Starts threads, more than there are cores too. */
export async function start(memory: KernelMemory, options: ThreadsOptions): Promise<WorkerPool> {
  const threads = await WorkerPool.start(memory, { cores: 8, ...options })
  running.push(threads)
  return threads
}

export function stopAll(): void {
  for (const threads of running.splice(0)) threads.stop()
}
