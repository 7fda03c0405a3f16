import { parametersOf } from '../../modules/kernel-module'
import { Opcode } from '../../modules/opcodes'
import type { Step } from '../tasks/stage'
import type { Instruction, Place } from '../tasks/task'

/** Of one reading of the clock, a float64. */
export const CLOCK_BYTES = 8

/**
 * The stream of words that makes one thread do its part of the steps, with barriers between them.
 * @param clock where the thread's readings of the clock go: one at the beginning, one after each task and
 * barrier, one after a last barrier; 0 in a program that does not read it
 */
export function encode(
  steps: readonly Step[],
  thread: number,
  addressOf: (place: Place) => number,
  clock: number,
): Int32Array {
  const words = new WordWriter()
  const write = (instruction: Instruction) => encodeInstruction(words, instruction, addressOf)
  const readClock = () => {
    if (clock === 0) return
    words.int(Opcode.clock)
    words.int(clock)
    clock += CLOCK_BYTES
  }
  readClock()
  steps.forEach(({ tasks }, i) => {
    for (const task of tasks) {
      for (const instruction of task.instructions(thread)) write(instruction)
      readClock()
    }
    if (clock > 0 || i < steps.length - 1) words.int(Opcode.barrier)
    readClock()
  })
  words.int(Opcode.halt)
  return words.finish()
}

function encodeInstruction(
  words: WordWriter,
  { kernel, args }: Instruction,
  addressOf: (place: Place) => number,
): void {
  words.int(kernel.opcode)
  for (const [name, type] of parametersOf(kernel)) {
    const argument = args[name]
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
    return new Int32Array(this.#words)
  }
}
