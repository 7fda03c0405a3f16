import type { KernelExports } from '../modules/kernel-module'
import type { Team } from './thread-pool'

/** The calling thread alone. */
export function loneTeam(kernels: KernelExports): Team {
  return {
    threads: 1,
    run([address]) {
      kernels.run(0, 0, 1, address, false)
    },
  }
}
