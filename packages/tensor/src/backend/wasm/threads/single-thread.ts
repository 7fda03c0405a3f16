import type { KernelExports } from '../modules/kernel-module'
import type { ThreadPool } from './thread-pool'

/** The calling thread alone. */
export function singleThread(kernels: KernelExports): ThreadPool {
  return {
    threads: 1,
    run([address]) {
      kernels.run(0, 0, 1, address, false)
    },
  }
}
