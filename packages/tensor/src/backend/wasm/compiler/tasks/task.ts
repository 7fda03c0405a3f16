import type { Storage } from '../../../../core/storage'
import type { CompiledKernel } from '../../modules/kernel-module'

/** Memory that instructions name before it has an address. */
export interface Block {
  readonly bytes: number
  /** Whose elements it holds; null for memory that only instructions see. */
  readonly storage: Storage | null
}

/** A position in a block, in bytes. */
export interface Place {
  readonly block: Block
  readonly offset: number
}

/** One call of a compiled kernel by one thread. */
export interface Instruction {
  readonly kernel: CompiledKernel
  /** By the names of the kernel's parameters; others are ignored. */
  readonly args: Readonly<Record<string, number | Place>>
}

export function instruction<Args>(
  kernel: CompiledKernel<Args>,
  args: { readonly [A in keyof Args]: number | Place },
): Instruction {
  return { kernel, args }
}

/**
 * How a block is partitioned among threads. Two tasks that access it with the same partition need no barrier
 * between them: each thread reads only what it has written itself. `ALL` makes no such promise.
 */
export type Share = string

export const ALL: Share = 'all'
/** The last thread alone, which does what one does alone: thread 0 has JavaScript to run as well. */
export const LAST: Share = 'last'

export function isLast(thread: number, threads: number): boolean {
  return thread === threads - 1
}

export interface Access {
  readonly block: Block
  readonly share: Share
}

/** A piece of a program: what each thread does, and which memory that reads and writes. */
export interface Task {
  readonly reads: readonly Access[]
  readonly writes: readonly Access[]
  /** Memory that the task works in and leaves without meaning. */
  readonly scratch?: readonly Block[]
  /** Throws when the task's inputs are not what its kernels can take; the host asks before each run. */
  check?(): void
  /** Throws when what the task has written is no result; the host asks after each run. */
  verify?(): void
  /** The instructions of a thread; none when it has no part in the task. */
  instructions(thread: number): readonly Instruction[]
}

/** A kernel call that has no compiled kernel: the host runs it while no thread runs. */
export interface HostTask {
  readonly reads: readonly Access[]
  readonly writes: readonly Access[]
  run(): void
}
