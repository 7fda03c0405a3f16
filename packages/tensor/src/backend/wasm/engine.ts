import { KernelMemory } from './memory/kernel-memory'
import { ResidentStorage } from './memory/resident-storage'
import { singleThread } from './threads/single-thread'
import type { ThreadPool } from './threads/thread-pool'
import { type ThreadsOptions, WorkerPool } from './threads/worker-pool'
import { WasmExecutor } from './wasm-executor'

/** The number of threads, and why there are fewer than were asked for. */
export interface ThreadsInUse {
  readonly threads: number
  /** A sentence, or null. */
  readonly notice: string | null
}

/** The WebAssembly executor of this process, its memory, and the threads that run its programs. */
interface Engine {
  readonly memory: KernelMemory
  readonly executor: WasmExecutor
  pool: ThreadPool
  /** The pool where it has workers. */
  workers: WorkerPool | null
}

let engine: Engine | null = null

function sharedEngine(): Engine {
  if (engine === null) {
    const memory = new KernelMemory()
    const executor = new WasmExecutor(new ResidentStorage(memory), () => created.pool)
    const created: Engine = { memory, executor, pool: singleThread(memory), workers: null }
    engine = created
  }
  return engine
}

/** The executor of WebAssembly kernels. @throws where WebAssembly or its SIMD instructions are missing */
export function wasmExecutor(): WasmExecutor {
  return sharedEngine().executor
}

/**
 * Runs captured functions on several threads from now on; the bits are the same on any number. No more threads
 * than cores are started, and one where shared memory is unavailable: `notice` says so.
 */
export async function useThreads(options: ThreadsOptions = {}): Promise<ThreadsInUse> {
  const engine = sharedEngine()
  const pool = await WorkerPool.start(engine.memory, options)
  engine.memory.wide = options.wide ? 1 : 0
  engine.workers?.stop()
  engine.workers = pool
  engine.pool = pool
  return { threads: pool.threads, notice: pool.notice }
}

/** How many threads run captured functions on the WebAssembly backend. */
export function threadsInUse(): number {
  return engine?.pool.threads ?? 1
}
