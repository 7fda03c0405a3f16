import type { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { type CompiledKernel, parametersOf } from '../../src/backend/wasm/modules/kernel-module'
import { Opcode } from '../../src/backend/wasm/modules/opcodes'
import { compiledKernels } from '../../src/generated/kernels'

type Kernels = typeof compiledKernels

type ArgumentsOf<T> = T extends CompiledKernel<infer Args> ? Args : never

export type StreamArguments<K extends keyof Kernels> = {
  readonly [A in keyof ArgumentsOf<Kernels[K]>]: number
}

/**
 * Writes what one thread of a program does: kernel calls, and barriers at which it meets the others. The
 * streams of a program must meet at the same barriers.
 */
export class Stream {
  readonly #words: number[] = []

  call<K extends keyof Kernels>(kernel: K, args: StreamArguments<K>): this {
    this.#words.push(compiledKernels[kernel].opcode)
    for (const [name, type] of parametersOf(compiledKernels[kernel])) {
      this.#words.push(...wordsOf[type](args[name as keyof typeof args]))
    }
    return this
  }

  barrier(): this {
    this.#words.push(Opcode.barrier)
    return this
  }

  /** What `body` writes, so many times. */
  times(count: number, body: (stream: this) => void): this {
    for (let i = 0; i < count; i++) body(this)
    return this
  }

  /** Puts the stream into memory and returns its address, which `memory.release` takes back. */
  place(memory: KernelMemory): number {
    const words = [...this.#words, Opcode.halt]
    const address = memory.allocate(4 * words.length)
    memory.int32(address, words.length).set(words)
    return address
  }
}

const bits = new DataView(new ArrayBuffer(8))
const integer = (value: number) => [value | 0]

/** The 32-bit words of an argument. */
const wordsOf = {
  i32: integer,
  usize: integer,
  f32(value: number) {
    bits.setFloat32(0, value, true)
    return [bits.getInt32(0, true)]
  },
  f64(value: number) {
    bits.setFloat64(0, value, true)
    return [bits.getInt32(0, true), bits.getInt32(4, true)]
  },
}
