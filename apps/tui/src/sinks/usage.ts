import type { Usage } from '../store/run-state'

/** Milliseconds between two measurements. */
const interval = 2000

/** Calls `take` every two seconds with what the process uses; returns a function that ends that. */
export function watchUsage(take: (usage: Usage) => void): () => void {
  let before = { time: performance.now(), ...process.cpuUsage() }
  const timer = setInterval(() => {
    const now = { time: performance.now(), ...process.cpuUsage() }
    const busy = (now.user + now.system - before.user - before.system) / 1000
    take({ processors: busy / (now.time - before.time), memory: process.memoryUsage.rss() })
    before = now
  }, interval)
  timer.unref()
  return () => clearInterval(timer)
}
