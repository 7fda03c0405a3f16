import { signatures } from '../generated/kernels'
import type { Step } from './schedule'
import type { Instruction, Place } from './task'

/** Opcodes of the interpreter; see assembly/program.ts. */
const HALT = 0
const BARRIER = 1

/** The stream of words that makes one thread do its part of the steps, with barriers between them. */
export function encode(
  steps: readonly Step[],
  thread: number,
  addressOf: (place: Place) => number,
): Int32Array {
  const words = new WordWriter()
  steps.forEach(({ tasks }, i) => {
    if (i > 0) words.int(BARRIER)
    for (const task of tasks) {
      for (const instruction of task.instructions(thread)) {
        encodeInstruction(words, instruction, addressOf)
      }
    }
  })
  words.int(HALT)
  return words.finish()
}

function encodeInstruction(
  words: WordWriter,
  { kernel, args }: Instruction,
  addressOf: (place: Place) => number,
): void {
  const { opcode, parameters } = signatures[kernel]
  words.int(opcode)
  for (const [name, type] of parameters) {
    const argument = (args as Readonly<Record<string, number | Place>>)[name]
    const value = typeof argument === 'number' ? argument : addressOf(argument)
    words[writerOf[type]](value)
  }
}

const writerOf = { i32: 'int', f32: 'float', f64: 'double' } as const

/** Collects the words of a stream. */
class WordWriter {
  readonly #words: number[] = []
  readonly #view = new DataView(new ArrayBuffer(8))

  int(value: number): void {
    this.#words.push(value | 0)
  }

  float(value: number): void {
    this.#view.setFloat32(0, value, true)
    this.#words.push(this.#view.getInt32(0, true))
  }

  double(value: number): void {
    this.#view.setFloat64(0, value, true)
    this.#words.push(this.#view.getInt32(0, true), this.#view.getInt32(4, true))
  }

  finish(): Int32Array {
    return Int32Array.from(this.#words)
  }
}
