import { awaitBarrier, awaitOrder, beat, lineOf } from './thread-pool'

/*
 * A program is one stream of 32-bit words for each thread of a pool: an opcode, then its arguments,
 * again and again until HALT. Opcodes from 16 on are kernels: indices of the function table, whose entries take
 * the address of the arguments and return the address after them. The table is filled as families of kernels
 * are linked; the other opcodes belong to the interpreter:
 *
 *   0 HALT
 *   1 BARRIER                       waits for the other threads
 *   2 CLOCK at                      stores the milliseconds of this thread's clock as a float64
 *   3 LINK address bytes            adds the module at an address to the table; see threads/worker.ts
 *
 * Clocks of different threads start at different times: only differences between readings of one are meaningful.
 */
const HALT: i32 = 0
const BARRIER: i32 = 1
const CLOCK: i32 = 2
const LINK: i32 = 3

@external('performance', 'now') declare function now(): f64
@external('env', 'link') declare function link(address: usize, bytes: i32): void

/**
 * Runs `stream` as thread `thread` of `threads` and meets the pool at its end: 0, or -1 when the pool
 * failed. A lone thread needs no pool. Where sleeping is forbidden (a page's main thread) it spins.
 */
export function run(pool: usize, thread: i32, threads: i32, stream: usize, maySleep: bool): i32 {
  const line = lineOf(pool, thread)
  let p = stream
  while (true) {
    if (threads > 1) beat(line)
    const opcode = load<i32>(p)
    p += 4
    if (opcode == HALT) return awaitBarrier(pool, thread, threads, maySleep) ? 0 : -1
    if (opcode == BARRIER) {
      if (!awaitBarrier(pool, thread, threads, maySleep)) return -1
    } else if (opcode == CLOCK) {
      store<f64>(load<i32>(p), now())
      p += 4
    } else if (opcode == LINK) {
      link(load<i32>(p), load<i32>(p, 4))
      p += 8
    } else {
      p = call_indirect<usize>(opcode, p)
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
