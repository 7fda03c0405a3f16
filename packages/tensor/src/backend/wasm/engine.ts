import { check, func, number, optional, options } from '@handwritten/checks'
import { checkCall } from '../../core/check-call'
import { BackendError } from '../../core/errors'
import { isCount } from '../../core/shape'
import { interpreter } from '../../generated/interpreter'
import type { Executor } from '../executor'
import { measureWide } from './measure-wide'
import { KernelMemory } from './memory/kernel-memory'
import { ResidentStorage } from './memory/resident-storage'
import { compiledModule } from './modules/kernel-module'
import { singleThread } from './threads/single-thread'
import type { Spawn } from './threads/spawn'
import type { ThreadPool } from './threads/thread-pool'
import { type ThreadsOptions, WorkerPool } from './threads/worker-pool'
import { WasmExecutor } from './wasm-executor'

/** The number of threads, and why there are fewer than were asked for. */
export interface ThreadsInUse {
  readonly threads: number
  /** A sentence, or null. */
  readonly notice: string | null
  /** Whether products compute two tiles at once; see `wide`. */
  readonly wide: boolean
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

/** @throws BackendError where WebAssembly is missing, lacks SIMD, or is forbidden by a page's policy */
function createMemory(): KernelMemory {
  try {
    const memory = new KernelMemory()
    compiledModule(interpreter, memory)
    return memory
  } catch (cause) {
    throw new BackendError(
      `wasm: WebAssembly with SIMD is not available here: ${String(cause)}; a page's Content-Security-Policy ` +
        "must allow 'wasm-unsafe-eval'",
    )
  }
}

function sharedEngine(): Engine {
  if (engine === null) {
    const memory = createMemory()
    const executor = new WasmExecutor(new ResidentStorage(memory), () => created.pool)
    const created: Engine = { memory, executor, pool: singleThread(memory), workers: null }
    engine = created
  }
  return engine
}

/** Whether `executor` is the one that `wasmExecutor` returns. */
export function isOwnWasm(executor: Executor): boolean {
  return engine?.executor === executor
}

/** The executor of WebAssembly kernels. @throws where WebAssembly or its SIMD instructions are missing */
export function wasmExecutor(): WasmExecutor {
  return sharedEngine().executor
}

const atLeastOne = check<number>('an integer from 1', (n) => isCount(n) && n > 0)

/** Whether a value is a string or a URL of any realm. */
function isUrl(value: unknown): boolean {
  return typeof value === 'string' || typeof (value as { href?: unknown } | null)?.href === 'string'
}

const useThreadsArguments = {
  options: optional(
    options<ThreadsOptions>({
      threads: number,
      cores: atLeastOne,
      patience: check(
        'a number of seconds above 0',
        (n) => Number.isFinite(n) && (n as number) > 0,
      ),
      wide: check<boolean | 'measure'>(
        "a boolean or 'measure'",
        (wide) => typeof wide === 'boolean' || wide === 'measure',
      ),
      workerUrl: check('a URL or its text', isUrl),
      spawn: func<Spawn>(),
    }),
  ),
}

/**
 * Runs captured functions on several threads from now on; the bits are the same on any number. No more threads
 * than cores are started, and one where shared memory is unavailable: `notice` says so.
 */
export async function useThreads(options: ThreadsOptions = {}): Promise<ThreadsInUse> {
  checkCall('useThreads', arguments, useThreadsArguments)
  const engine = sharedEngine()
  const pool = await WorkerPool.start(engine.memory, options)
  const { wide: wanted = false } = options
  const wide = wanted === 'measure' ? await measureWide(engine.memory) : wanted
  engine.memory.wide = wide ? 1 : 0
  engine.workers?.stop()
  engine.workers = pool
  engine.pool = pool
  return { threads: pool.threads, notice: pool.notice, wide }
}

/** How many threads run captured functions on the WebAssembly backend. */
export function threadsInUse(): number {
  checkCall('threadsInUse', arguments, {})
  return engine?.pool.threads ?? 1
}
