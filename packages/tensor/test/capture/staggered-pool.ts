import type { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import type { ThreadPool } from '../../src/backend/wasm/threads/thread-pool'
import { signatures } from '../../src/generated/kernels'

/** Opcodes of assembly/interpreter.ts. */
const HALT = 0
const BARRIER = 1

type Kernel = (...args: number[]) => void

const kernels = new Map(
  Object.entries(signatures).map(([name, { opcode, parameters }]) => [
    opcode,
    { name: name as keyof typeof signatures, types: parameters.map(([, type]) => type) },
  ]),
)

/**
 * Threads that take turns on one: between two barriers, which of them does its next instruction is drawn
 * from `seed`. A task that reads what another thread writes in the same step is soon found out.
 */
export function staggeredTeam(memory: KernelMemory, threads: number, seed: number): ThreadPool {
  let state = seed
  const drawn = (count: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) % count
  }
  return {
    threads,
    run(addresses) {
      const next = [...addresses]
      let waiting: number[] = []
      let moving = next.map((_, thread) => thread)
      while (moving.length > 0) {
        const thread = moving[drawn(moving.length)]
        const [opcode] = memory.int32(next[thread], 1)
        if (opcode !== HALT && opcode !== BARRIER) {
          next[thread] = execute(memory, opcode, next[thread] + 4)
          continue
        }
        moving = moving.filter((other) => other !== thread)
        next[thread] += 4
        if (opcode === BARRIER) waiting.push(thread)
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
  const kernel = kernels.get(opcode)
  if (kernel === undefined) throw new Error(`no kernel has opcode ${opcode}`)
  let at = address
  const args = kernel.types.map((type) => {
    const words = new DataView(memory.memory.buffer, at, 8)
    at += type === 'f64' ? 8 : 4
    if (type === 'f64') return words.getFloat64(0, true)
    return type === 'f32' ? words.getFloat32(0, true) : words.getInt32(0, true)
  })
  const run = memory.kernels[kernel.name] as Kernel
  run(...args)
  return at
}
