/*
 * A pool is the threads that run one program side by side in one shared memory. What they say to each
 * other lies in a block of poolBytes(threads) zeroed bytes, 64-byte aligned, words that different
 * threads write on cache lines of their own.
 *
 * Waiting is spinning first (a barrier met in time costs about 0.1 us) and sleeping then, in short naps:
 * after each nap the sleeper asks whether the pool has failed, and whether the threads it waits for have
 * moved. One that does not move for `patience` naps is given up, so that a dead thread ends a run.
 */

// A gate is a counter that only grows, and how many threads sleep until it does.
const GATE_VALUE: usize = 0
const GATE_SLEEPERS: usize = 4

const ORDER_GATE: usize = 0 // opened by thread 0 when a program is to be run
const BARRIER_GATE: usize = 64 // opened by the last thread to arrive
const ARRIVED: usize = 128
const FAILURE: usize = 192 // 0, or cause << 16 | thread + 1
const PATIENCE: usize = 196 // naps

const LINES: usize = 256 // one for each thread:
const LINE_BYTES: usize = 64
const LINE_BEATS: usize = 0 // instructions begun
const LINE_ARRIVALS: usize = 4 // barriers reached
const LINE_STREAM: usize = 8 // what to run next; 0 is to leave

const STALLED: i32 = 1

/**
 * How long a barrier spins. To be woken from a sleep takes some 0.1 ms on a virtual machine, so a thread
 * that is only a little late must not find the others asleep. About 0.2 ms.
 */
const SPINS: i32 = 300_000
/** How long a thread spins for its next order: what a caller does between two steps takes less. About 0.7 ms. */
const ORDER_SPINS: i32 = 1_000_000
/** As long as a nap, roughly, where sleeping is not allowed. */
const SPINS_OF_NAP: i32 = 30_000_000
const NAP: i64 = 50_000_000 // ns

/** Size of the block of a pool. */
export function poolBytes(threads: i32): i32 {
  return <i32>LINES + threads * <i32>LINE_BYTES
}

/** Says how many naps of 50 ms a thread may make no progress before the others give it up. */
export function setPatience(pool: usize, naps: i32): i32 {
  atomic.store<i32>(pool, naps, PATIENCE)
  return naps
}

/** Sets the stream that `thread` runs at the next order; 0 tells it to leave. */
export function assign(pool: usize, thread: i32, stream: usize): i32 {
  atomic.store<i32>(lineOf(pool, thread), <i32>stream, LINE_STREAM)
  return thread
}

/** Tells the pool that its streams are set. */
export function order(pool: usize): i32 {
  open(pool + ORDER_GATE)
  return 0
}

/** Marks the pool as failed by `thread` for `cause` and wakes everyone; the first failure stays. */
export function fail(pool: usize, thread: i32, cause: i32): i32 {
  atomic.cmpxchg<i32>(pool, 0, (cause << 16) | (thread + 1), FAILURE)
  atomic.notify(pool + ORDER_GATE, i32.MAX_VALUE)
  atomic.notify(pool + BARRIER_GATE, i32.MAX_VALUE)
  return failure(pool)
}

/** 0, or cause << 16 | thread + 1. Causes: 1 it stalled, others as given to `fail`. */
export function failure(pool: usize): i32 {
  return atomic.load<i32>(pool, FAILURE)
}

@inline export function lineOf(pool: usize, thread: i32): usize {
  return pool + LINES + <usize>thread * LINE_BYTES
}

/** Counts an instruction, for those who wonder whether this thread is alive. */
@inline export function beat(line: usize): i32 {
  store<i32>(line, load<i32>(line, LINE_BEATS) + 1, LINE_BEATS)
  return 0
}

/** Sleeps until an order later than `seen` comes; returns the stream to run, or 0 to leave. */
export function awaitOrder(pool: usize, thread: i32, seen: i32): usize {
  const gate = pool + ORDER_GATE
  for (let spin = 0; spin < ORDER_SPINS; spin++) {
    if (atomic.load<i32>(gate, GATE_VALUE) != seen) break
  }
  while (atomic.load<i32>(gate, GATE_VALUE) == seen) {
    if (failure(pool) != 0) return 0
    sleep(gate, seen, -1)
  }
  return atomic.load<i32>(lineOf(pool, thread), LINE_STREAM)
}

/** Meets the other threads. True when all came, false when the pool has failed. */
export function awaitBarrier(pool: usize, thread: i32, threads: i32, maySleep: bool): bool {
  if (threads == 1) return true
  const gate = pool + BARRIER_GATE
  const seen = atomic.load<i32>(gate, GATE_VALUE)
  const line = lineOf(pool, thread)
  atomic.store<i32>(line, load<i32>(line, LINE_ARRIVALS) + 1, LINE_ARRIVALS)
  if (atomic.add<i32>(pool, 1, ARRIVED) == threads - 1) {
    atomic.store<i32>(pool, 0, ARRIVED)
    open(gate)
    return true
  }
  for (let spin = 0; spin < SPINS; spin++) {
    if (atomic.load<i32>(gate, GATE_VALUE) != seen) return true
  }
  return nap(pool, thread, threads, seen, maySleep)
}

function nap(pool: usize, thread: i32, threads: i32, seen: i32, maySleep: bool): bool {
  const gate = pool + BARRIER_GATE
  const arrivals = load<i32>(lineOf(pool, thread), LINE_ARRIVALS)
  let late = 0
  let beats = 0
  let naps = 0
  while (atomic.load<i32>(gate, GATE_VALUE) == seen) {
    if (failure(pool) != 0) return false
    const now = lateThread(pool, threads, arrivals)
    const nowBeats = atomic.load<i32>(lineOf(pool, now), LINE_BEATS)
    naps = now == late && nowBeats == beats ? naps + 1 : 0
    late = now
    beats = nowBeats
    if (naps > atomic.load<i32>(pool, PATIENCE)) {
      fail(pool, late, STALLED)
      return false
    }
    if (maySleep) sleep(gate, seen, NAP)
    else spinNap(gate, seen)
  }
  return true
}

/** The first thread that has not reached as many barriers as the asking one. */
function lateThread(pool: usize, threads: i32, arrivals: i32): i32 {
  for (let thread = 0; thread < threads; thread++) {
    if (atomic.load<i32>(lineOf(pool, thread), LINE_ARRIVALS) - arrivals < 0) return thread
  }
  return 0
}

function spinNap(gate: usize, seen: i32): void {
  for (let spin = 0; spin < SPINS_OF_NAP; spin++) {
    if (atomic.load<i32>(gate, GATE_VALUE) != seen) return
  }
}

/** The sleeper counts itself before it looks a last time, so an opener that sees no sleepers is seen. */
function sleep(gate: usize, seen: i32, timeout: i64): void {
  atomic.add<i32>(gate, 1, GATE_SLEEPERS)
  atomic.wait<i32>(gate, seen, timeout)
  atomic.sub<i32>(gate, 1, GATE_SLEEPERS)
}

function open(gate: usize): void {
  atomic.add<i32>(gate, 1, GATE_VALUE)
  if (atomic.load<i32>(gate, GATE_SLEEPERS) > 0) atomic.notify(gate, i32.MAX_VALUE)
}
