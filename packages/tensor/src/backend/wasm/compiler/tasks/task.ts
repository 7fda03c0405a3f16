import type { Storage } from '../../../../core/storage'
import type { KernelArguments } from '../../../../generated/kernels'

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
export type Instruction = {
  [K in keyof KernelArguments]: {
    readonly kernel: K
    readonly args: { readonly [A in keyof KernelArguments[K]]: number | Place }
  }
}[keyof KernelArguments]

/**
 * Who touches which part of a block. Tasks that touch it by the same share need no barrier between
 * them: what a thread reads there only it has written. `ALL` makes no promise.
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
