import type { KernelMemory } from '../../src/backend/wasm/kernel-memory'
import { BackendError } from '../../src/errors'
import { type KernelArguments, signatures } from '../../src/generated/kernels'

/** Opcodes of the interpreter (assembly/program.ts). */
const HALT = 0
const BARRIER = 1
const REPEAT = 2
const INDEX = 3

const INDEX_WORDS = 5

/** An integer argument that moves on from turn to turn of the innermost loop: *base + turn * step. */
export interface Moving {
  /** The address of the int32 that holds the argument of the first turn. */
  readonly base: number
  readonly step: number
}

export type StreamArguments<K extends keyof KernelArguments> = {
  readonly [A in keyof KernelArguments[K]]: number | Moving
}

/**
 * Writes what one thread of a program does: kernel calls, barriers at which it meets the others, and
 * loops. The streams of a program must meet at the same barriers.
 */
export class Stream {
  readonly #words: number[] = []
  /** Positions of words that hold a position in the stream, until it has an address. */
  readonly #links: number[] = []
  /** For each open loop, the positions that are to hold the position of its counter. */
  readonly #loops: number[][] = []

  call<K extends keyof KernelArguments>(kernel: K, args: StreamArguments<K>): this {
    const { opcode, parameters } = signatures[kernel]
    const operands: number[] = []
    const moving: [position: number, argument: Moving][] = []
    for (const [name, type] of parameters) {
      const value: number | Moving = args[name as keyof typeof args]
      if (typeof value !== 'number') moving.push([operands.length, value])
      operands.push(...wordsOf[type](typeof value === 'number' ? value : 0))
    }
    const first = this.#words.length + INDEX_WORDS * moving.length + 1
    for (const [position, argument] of moving) this.#index(first + position, argument)
    this.#words.push(opcode, ...operands)
    return this
  }

  barrier(): this {
    this.#words.push(BARRIER)
    return this
  }

  /** Repeats what `body` writes as often as the int32 at the address `count` says, at least once. */
  repeat(count: number, body: (stream: this) => void): this {
    const target = this.#words.length
    const counted: number[] = []
    this.#loops.push(counted)
    body(this)
    this.#loops.pop()
    this.#words.push(REPEAT)
    this.#link(target)
    this.#words.push(count, 0)
    for (const at of counted) this.#words[at] = this.#words.length - 1
    return this
  }

  /** Puts the stream into memory and returns its address, which `memory.release` takes back. */
  place(memory: KernelMemory): number {
    const words = [...this.#words, HALT]
    const address = memory.allocate(4 * words.length)
    for (const at of this.#links) words[at] = address + 4 * words[at]
    memory.int32(address, words.length).set(words)
    return address
  }

  #index(position: number, { base, step }: Moving): void {
    const counted = this.#loops.at(-1)
    if (counted === undefined) {
      throw new BackendError('stream: a moving argument needs a loop around its call, found none')
    }
    this.#words.push(INDEX)
    this.#link(position)
    this.#words.push(base)
    counted.push(this.#words.length)
    this.#link(0)
    this.#words.push(step)
  }

  #link(position: number): void {
    this.#links.push(this.#words.length)
    this.#words.push(position)
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
