/*
 * The host's clock, for programs that tell how long each of their parts took; others never read it.
 * A thread's readings can be compared with each other alone: each thread counts from a time of its own.
 */
@external('performance', 'now') declare function now(): f64

/** Stores the milliseconds that the host's clock shows as one float64. */
export function readClock(at: usize): void {
  store<f64>(at, now())
}
