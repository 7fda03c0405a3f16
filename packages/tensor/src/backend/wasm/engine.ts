import type { CompilingBackend } from '../../capture/replay'
import { KernelMemory } from './memory/kernel-memory'
import { ResidentStorage } from './memory/resident-storage'
import { singleThread } from './threads/single-thread'
import type { ThreadPool } from './threads/thread-pool'
import { type ThreadsOptions, WorkerPool } from './threads/worker-pool'
import { wasmBackend } from './wasm-backend'

/** Threads at work, and a word about it where they are fewer than asked for. */
export interface ThreadsInUse {
  readonly threads: number
  /** A sentence, or null. */
  readonly notice: string | null
}

/** The WebAssembly kernels of this process, the memory that they share, and the threads on it. */
class Engine {
  readonly backend: CompilingBackend
  readonly #memory = new KernelMemory()
  #pool: ThreadPool = singleThread(this.#memory.kernels)
  #threads: WorkerPool | null = null

  constructor() {
    this.backend = wasmBackend(new ResidentStorage(this.#memory), () => this.#pool)
  }

  get threads(): number {
    return this.#pool.threads
  }

  async use(options: ThreadsOptions): Promise<ThreadsInUse> {
    const threads = await WorkerPool.start(this.#memory, options)
    this.#memory.wide = options.wide ? 1 : 0
    this.#threads?.stop()
    this.#threads = threads
    this.#pool = threads
    return { threads: threads.threads, notice: threads.notice }
  }
}

let engine: Engine | null = null

function sharedEngine(): Engine {
  engine ??= new Engine()
  return engine
}

/** The backend of WebAssembly kernels. @throws where WebAssembly or its SIMD instructions are missing */
export function wasm(): CompilingBackend {
  return sharedEngine().backend
}

/**
 * Runs captured functions on several threads from now on; the bits stay the same on any number.
 * More threads than cores are not started, and without shared memory there is one: `notice` says so.
 */
export function useThreads(options: ThreadsOptions = {}): Promise<ThreadsInUse> {
  return sharedEngine().use(options)
}

/** How many threads run captured functions on the WebAssembly backend. */
export function threadsInUse(): number {
  return engine?.threads ?? 1
}
