import type { KernelMemory } from '../memory/kernel-memory'
import { interpreterOf } from './interpreter'
import type { ThreadPool } from './thread-pool'

/** The calling thread alone. */
export function singleThread(memory: KernelMemory): ThreadPool {
  return {
    threads: 1,
    link(modules) {
      for (const module of modules) memory.instance(module)
    },
    run([address]) {
      interpreterOf(memory).run(0, 0, 1, address, false)
    },
  }
}
