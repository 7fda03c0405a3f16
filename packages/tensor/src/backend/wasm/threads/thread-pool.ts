import type { KernelModule } from '../modules/kernel-module'

/** Threads that run streams of kernel calls in parallel on one memory. */
export interface ThreadPool {
  readonly threads: number
  /** Makes the kernels of modules available on every thread; called before a stream that calls them. */
  link(modules: Iterable<KernelModule>): void
  /** Runs the stream at `addresses[t]` on thread t, and returns when all are done. */
  run(addresses: readonly number[]): void
}
