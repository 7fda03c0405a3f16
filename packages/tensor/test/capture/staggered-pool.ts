import type { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { parametersOf } from '../../src/backend/wasm/modules/kernel-module'
import { Opcode } from '../../src/backend/wasm/modules/opcodes'
import type { ThreadPool } from '../../src/backend/wasm/threads/thread-pool'
import { compiledKernels } from '../../src/generated/kernels'

const kernels = new Map(
  Object.values(compiledKernels).map((kernel) => [
    kernel.opcode,
    { kernel, types: parametersOf(kernel).map(([, type]) => type) },
  ]),
)

/**
 * Threads that take turns on one: between two barriers, which of them does its next instruction is drawn
 * from `seed`. A task that reads what another thread writes in the same step is soon found out.
 */
export function staggeredPool(memory: KernelMemory, threads: number, seed: number): ThreadPool {
  let state = seed
  const drawn = (count: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) % count
  }
  return {
    threads,
    link: () => undefined,
    run(addresses) {
      const next = [...addresses]
      let waiting: number[] = []
      let moving = next.map((_, thread) => thread)
      while (moving.length > 0) {
        const thread = moving[drawn(moving.length)]
        const [opcode] = memory.int32(next[thread], 1)
        if (opcode !== Opcode.halt && opcode !== Opcode.barrier) {
          next[thread] = execute(memory, opcode, next[thread] + 4)
          continue
        }
        moving = moving.filter((other) => other !== thread)
        next[thread] += 4
        if (opcode === Opcode.barrier) waiting.push(thread)
        if (moving.length > 0) continue
        if (waiting.length % threads !== 0) throw new Error('a thread ends where others wait')
        moving = waiting
        waiting = []
      }
    },
  }
}

/** Runs the kernel whose arguments begin at an address; returns where they end. */
function execute(memory: KernelMemory, opcode: number, address: number): number {
  const found = kernels.get(opcode)
  if (found === undefined) throw new Error(`no kernel has opcode ${opcode}`)
  let at = address
  const args = found.types.map((type) => {
    const words = new DataView(memory.memory.buffer, at, 8)
    at += type === 'f64' ? 8 : 4
    if (type === 'f64') return words.getFloat64(0, true)
    return type === 'f32' ? words.getFloat32(0, true) : words.getInt32(0, true)
  })
  memory.kernel(found.kernel)(...args)
  return at
}
