/** Threads that run streams of kernel calls in parallel on one memory. */
export interface ThreadPool {
  readonly threads: number
  /** Runs the stream at `addresses[t]` on thread t, and returns when all are done. */
  run(addresses: readonly number[]): void
}
