import type { KernelExports } from '../backend/wasm/module'
import type { Team } from './team'

/** The calling thread alone. */
export function loneTeam(kernels: KernelExports): Team {
  return {
    threads: 1,
    run([address]) {
      kernels.run(0, 0, 1, address, false)
    },
  }
}
