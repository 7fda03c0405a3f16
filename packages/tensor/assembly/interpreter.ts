import { dispatch } from './generated/dispatch'
import { awaitOrder, beat, asStridedAxis, awaitBarrier } from './thread-pool'

/*
 * A program is one stream of 32-bit words for each thread of a pool: an opcode, then its arguments,
 * again and again until HALT. Opcodes from 16 on are kernels, whose arguments are their parameters
 * (generated/dispatch.ts); the others move the program itself:
 *
 *   0 HALT
 *   1 BARRIER                               wait for the other threads
 */
const HALT: i32 = 0
const BARRIER: i32 = 1

/** Where memory is free: what lies below belongs to the module. */
export function heapBase(): usize {
  return __heap_base
}

/**
 * Runs `stream` as thread `thread` of `threads` and meets the pool at its end: 0, or -1 when the pool
 * failed. A lone thread needs no pool. Where sleeping is forbidden (a page's main thread) it spins.
 */
export function run(pool: usize, thread: i32, threads: i32, stream: usize, maySleep: bool): i32 {
  const line = asStridedAxis(pool, thread)
  let p = stream
  while (true) {
    if (threads > 1) beat(line)
    const opcode = load<i32>(p)
    p += 4
    if (opcode == HALT) return awaitBarrier(pool, thread, threads, maySleep) ? 0 : -1
    if (opcode == BARRIER) {
      if (!awaitBarrier(pool, thread, threads, maySleep)) return -1
    } else {
      p = dispatch(opcode, p)
    }
  }
}

/** The life of a thread other than 0: runs what it is ordered, until it is told to leave (0) or the pool fails (-1). */
export function serve(pool: usize, thread: i32, threads: i32): i32 {
  let seen = 0
  let stream = awaitOrder(pool, thread, seen)
  while (stream != 0) {
    if (run(pool, thread, threads, stream, true) != 0) return -1
    stream = awaitOrder(pool, thread, ++seen)
  }
  return 0
}
