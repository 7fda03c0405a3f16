import { interpreter } from '../../../generated/interpreter'
import type { KernelMemory } from '../memory/kernel-memory'

/** What the interpreter's module exports; see assembly/interpreter.ts and assembly/thread-pool.ts. */
interface Interpreter {
  /** Runs a stream as one thread of a pool. */
  run(pool: number, thread: number, threads: number, stream: number, maySleep: boolean): number
  /** The life of a thread other than 0. */
  serve(pool: number, thread: number, threads: number): number
  poolBytes(threads: number): number
  setPatience(pool: number, naps: number): number
  assign(pool: number, thread: number, stream: number): number
  order(pool: number): number
  fail(pool: number, thread: number, cause: number): number
  failure(pool: number): number
}

/** The interpreter of programs on a memory. */
export function interpreterOf(memory: KernelMemory): Interpreter {
  return memory.instance(interpreter) as unknown as Interpreter
}
