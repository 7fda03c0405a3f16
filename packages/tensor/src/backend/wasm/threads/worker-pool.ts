import { BackendError } from '../../../core/errors'
import { interpreter } from '../../../generated/interpreter'
import { tableSize } from '../../../generated/layout'
import type { KernelMemory } from '../memory/kernel-memory'
import { compiledModule, type KernelModule, moduleBytes } from '../modules/kernel-module'
import { Opcode } from '../modules/opcodes'
import { interpreterOf } from './interpreter'
import { type Spawn, type Spawned, spawnFrom } from './spawn'
import type { ThreadPool } from './thread-pool'

export interface ThreadsOptions {
  /** How many threads, the calling one included. Default: one a core. More than cores are not started. */
  threads?: number
  /** Cores to count on. Default: what the system says. */
  cores?: number
  /** Seconds that a thread may spend in one kernel while others wait for it. Default 5. */
  patience?: number
  /**
   * Whether products compute two tiles at once, for an engine that combines two 128-bit vectors to one of 256
   * bits, as V8 does with `--wasm-revectorize`; on others that is slower. `'measure'` times a small product both
   * ways, which takes about 0.1 s, and keeps the faster one. The bits are the same. Default false.
   */
  wide?: boolean | 'measure'
  /**
   * The address (a string or a URL) of the script of a thread, `@handwritten/tensor/worker`, for pages whose
   * Content-Security-Policy forbids workers from `blob:`. Default: the script is part of this module.
   */
  workerUrl?: string | { readonly href: string }
  /** Starts a thread. Default: a worker of Node or of the browser. */
  spawn?: Spawn
}

/** Causes of failure that a pool knows (assembly/thread-pool.ts). */
const STALLED = 1
const THREW = 2
const ENDED = 3

const NAPS_PER_SECOND = 20
const MESSAGE_BYTES = 256

/**
 * Threads that run streams of kernel calls side by side in one memory. The caller is thread 0: `run`
 * returns when all are done. Idle threads sleep, and let the process end.
 */
export class WorkerPool implements ThreadPool {
  readonly threads: number
  /** Why there are fewer threads than were asked for, in a sentence; null when there are not. */
  readonly notice: string | null
  readonly #memory: KernelMemory
  readonly #interpreter: ReturnType<typeof interpreterOf>
  readonly #linked = new Set<KernelModule>()
  readonly #pool: number
  readonly #messages: number
  readonly #workers: Spawned[] = []
  readonly #maySleep: boolean
  #ended: string | null = null

  /** Starts the threads and waits until they are ready. @throws BackendError when one does not start */
  static async start(memory: KernelMemory, options: ThreadsOptions = {}): Promise<WorkerPool> {
    const { threads, notice } = choose(memory, options)
    const pool = new WorkerPool(memory, threads, notice, options.patience ?? 5)
    const started = Array.from({ length: threads - 1 }, (_, i) =>
      pool.#startWorker(i + 1, options.spawn ?? spawnFrom(options.workerUrl)),
    )
    try {
      await Promise.all(started)
    } catch (error) {
      pool.stop()
      throw error
    }
    for (const worker of pool.#workers) worker.hold(false)
    return pool
  }

  private constructor(
    memory: KernelMemory,
    threads: number,
    notice: string | null,
    patience: number,
  ) {
    this.#interpreter = interpreterOf(memory)
    this.threads = threads
    this.notice = notice
    this.#memory = memory
    const poolBytes = this.#interpreter.poolBytes(threads)
    this.#pool = memory.allocate(poolBytes)
    this.#messages = memory.allocate(threads * MESSAGE_BYTES)
    memory.uint8(this.#pool, poolBytes).fill(0)
    this.#interpreter.setPatience(this.#pool, Math.ceil(patience * NAPS_PER_SECOND))
    this.#maySleep = memory.shared && maySleep(memory.int32(this.#pool, 1))
  }

  /**
   * Runs the stream at `streams[t]` on thread t, for all threads, and returns when they are done.
   * @throws BackendError naming the thread that threw, ended or made no progress; no run can follow
   */
  run(streams: readonly number[]): void {
    this.#mustRun(streams.length)
    streams.forEach((stream, thread) => {
      this.#interpreter.assign(this.#pool, thread, stream)
    })
    if (this.threads > 1) this.#interpreter.order(this.#pool)
    let status: number
    try {
      status = this.#interpreter.run(this.#pool, 0, this.threads, streams[0], this.#maySleep)
    } catch (error) {
      throw this.#broken(0, String(error))
    }
    if (status !== 0) throw this.#failure()
  }

  /**
   * Links modules on every thread. The others wait inside the interpreter and receive no messages, so they
   * compile the modules from bytes in the shared memory, which an instruction of a stream points to.
   */
  link(modules: Iterable<KernelModule>): void {
    const missing = [...modules].filter((module) => !this.#linked.has(module))
    for (const module of missing) {
      this.#memory.instance(module)
      this.#linked.add(module)
    }
    if (missing.length === 0 || this.threads === 1) return
    const placed = missing.map((module) => this.#place(moduleBytes(module, this.#memory)))
    const words = placed.flatMap(({ address, bytes }) => [Opcode.link, address, bytes])
    const [halt, link] = [[], words].map((body) =>
      this.#place(new Int32Array([...body, Opcode.halt])),
    )
    try {
      this.run(Array.from({ length: this.threads }, (_, t) => (t === 0 ? halt : link).address))
    } finally {
      for (const { address } of [...placed, halt, link]) this.#memory.release(address)
    }
  }

  #place(contents: Uint8Array | Int32Array): { address: number; bytes: number } {
    const bytes = contents.byteLength
    const address = this.#memory.allocate(bytes)
    const raw = new Uint8Array(contents.buffer, contents.byteOffset, bytes)
    this.#memory.uint8(address, bytes).set(raw)
    return { address, bytes }
  }

  /** Tells the threads to leave. No run can follow. */
  stop(): void {
    this.#ended ??= 'they were stopped'
    for (let thread = 1; thread < this.threads; thread++)
      this.#interpreter.assign(this.#pool, thread, 0)
    this.#interpreter.order(this.#pool)
  }

  #mustRun(streams: number): void {
    if (this.#ended !== null)
      throw new BackendError(`threads: they cannot run: ${this.#ended}; start new threads`)
    if (streams !== this.threads) {
      throw new BackendError(
        `threads: expected ${this.threads} streams, one for each, found ${streams}`,
      )
    }
  }

  #startWorker(thread: number, start: Spawn): Promise<void> {
    return new Promise((resolve, reject) => {
      const notStarted = (why: string) =>
        reject(new BackendError(`threads: thread ${thread} did not start: ${why}`))
      const worker = started(notStarted, () =>
        start({
          ready: resolve,
          ended: (why) => {
            notStarted(why)
            if (this.#ended === null) this.#broken(thread, why)
          },
        }),
      )
      if (worker === null) return
      this.#workers.push(worker)
      worker.start({
        module: compiledModule(interpreter, this.#memory),
        tableSize,
        memory: this.#memory.memory,
        pool: this.#pool,
        thread,
        threads: this.threads,
        message: this.#messages + thread * MESSAGE_BYTES,
        messageBytes: MESSAGE_BYTES,
      })
    })
  }

  /** What the pool says of its failure. */
  #failure(): BackendError {
    const word = this.#interpreter.failure(this.#pool)
    const thread = (word & 0xffff) - 1
    const cause = word >> 16
    if (cause === THREW) return this.#broken(thread, this.#messageOf(thread))
    const reasons: Record<number, string> = {
      [STALLED]: 'it made no progress while others waited for it, and may have died',
      [ENDED]: 'it ended',
    }
    return this.#broken(thread, reasons[cause])
  }

  #messageOf(thread: number): string {
    const bytes = this.#memory.uint8(this.#messages + thread * MESSAGE_BYTES, MESSAGE_BYTES).slice()
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0) >>> 0))
  }

  /** Marks the pool as failed and ends its threads, which may hang; returns the error to throw. */
  #broken(thread: number, why: string): BackendError {
    this.#ended = `thread ${thread} failed: ${why}`
    this.#interpreter.fail(this.#pool, thread, ENDED)
    for (const worker of this.#workers) worker.terminate()
    return new BackendError(`threads: thread ${thread} failed: ${why}; start new threads`)
  }
}

/** What `start` returns; null, with the reason reported, where it throws, as for a worker that a policy forbids. */
function started(report: (why: string) => void, start: () => Spawned): Spawned | null {
  try {
    return start()
  } catch (cause) {
    report(String(cause))
    return null
  }
}

function choose(
  memory: KernelMemory,
  options: ThreadsOptions,
): { threads: number; notice: string | null } {
  const cores = options.cores ?? globalThis.navigator?.hardwareConcurrency ?? 1
  const { threads = cores } = options
  if (!Number.isInteger(threads) || threads < 1) {
    throw new BackendError(`threads: expected a whole number of at least 1, found ${threads}`)
  }
  if (!memory.shared && threads > 1) {
    return {
      threads: 1,
      notice: `${threads} threads need shared memory, which there is none of: using 1`,
    }
  }
  if (threads > cores) {
    return {
      threads: cores,
      notice: `${threads} threads were asked for, there are ${cores} cores: using ${cores}`,
    }
  }
  return { threads, notice: null }
}

/** Whether this thread is allowed to sleep on shared memory; a page's main thread is not. */
function maySleep(word: Int32Array): boolean {
  try {
    Atomics.wait(word, 0, Atomics.load(word, 0) + 1, 0)
    return true
  } catch {
    return false
  }
}
