/** Threads that run streams of kernel calls side by side in one memory. */
export interface Team {
  readonly threads: number
  /** Runs the stream at `addresses[t]` on thread t, and returns when all are done. */
  run(addresses: readonly number[]): void
}
