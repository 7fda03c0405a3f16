/** How long one timed stretch lasts at least: far above the clock's resolution. */
const STRETCH = 0.02

/**
 * Seconds that one call takes: calls are doubled until a stretch of them lasts 20 ms, which also
 * warms the code up, and the last stretch counts.
 */
export function secondsPerCall(call: () => void, clock = () => performance.now() / 1000): number {
  for (let calls = 1; ; calls *= 2) {
    const start = clock()
    for (let i = 0; i < calls; i++) call()
    const seconds = clock() - start
    if (seconds >= STRETCH) return seconds / calls
  }
}
