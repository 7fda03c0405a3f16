import { dispatch } from './generated/dispatch'
import { awaitOrder, beat, lineOf, meet } from './team'

/*
 * A program is one stream of 32-bit words for each thread of a team: an opcode, then its arguments,
 * again and again until HALT. Opcodes from 16 on are kernels, whose arguments are their parameters
 * (generated/dispatch.ts); the others move the program itself:
 *
 *   0 HALT
 *   1 BARRIER                               wait for the other threads
 *   2 REPEAT target, count, turns           turns += 1; back to the word at `target` while it is less
 *                                           than *count, and 0 again when it is not
 *   3 INDEX word, base, turns, step         *word = *base + *turns * step, where `word` is an argument
 *                                           in this stream: what moves on from turn to turn
 *
 * `turns` of REPEAT is a number kept in the stream, `step` one that does not change; all else are addresses.
 */
const HALT: i32 = 0
const BARRIER: i32 = 1
const REPEAT: i32 = 2
const INDEX: i32 = 3

/** Where memory is free: what lies below belongs to the module. */
export function heapBase(): usize {
  return __heap_base
}

/**
 * Runs `stream` as thread `thread` of `threads` and meets the team at its end: 0, or -1 when the team
 * failed. A lone thread needs no team. Where sleeping is forbidden (a page's main thread) it spins.
 */
export function run(team: usize, thread: i32, threads: i32, stream: usize, maySleep: bool): i32 {
  const line = lineOf(team, thread)
  let p = stream
  while (true) {
    if (threads > 1) beat(line)
    const opcode = load<i32>(p)
    p += 4
    if (opcode == HALT) return meet(team, thread, threads, maySleep) ? 0 : -1
    if (opcode == BARRIER) {
      if (!meet(team, thread, threads, maySleep)) return -1
    } else if (opcode == REPEAT) {
      p = repeat(p)
    } else if (opcode == INDEX) {
      const turns = load<i32>(load<usize>(p, 8))
      store<i32>(load<usize>(p), load<i32>(load<usize>(p, 4)) + turns * load<i32>(p, 12))
      p += 16
    } else {
      p = dispatch(opcode, p)
    }
  }
}

function repeat(p: usize): usize {
  const turns = load<i32>(p, 8) + 1
  const again = turns < load<i32>(load<usize>(p, 4))
  store<i32>(p, again ? turns : 0, 8)
  return again ? load<usize>(p) : p + 12
}

/** The life of a thread other than 0: runs what it is ordered, until it is told to leave (0) or the team fails (-1). */
export function serve(team: usize, thread: i32, threads: i32): i32 {
  let seen = 0
  let stream = awaitOrder(team, thread, seen)
  while (stream != 0) {
    if (run(team, thread, threads, stream, true) != 0) return -1
    stream = awaitOrder(team, thread, ++seen)
  }
  return 0
}
