import { format } from 'node:util'

const methods = ['log', 'info', 'warn', 'error', 'debug'] as const

/**
 * Hands what is printed by `console` and as a process warning to `take`, a line at a time, so that
 * it cannot tear the screen; returns what ends that.
 */
export function captureConsole(take: (line: string) => void): () => void {
  const print = (...values: unknown[]): void => {
    for (const line of format(...values).split('\n')) if (line !== '') take(line)
  }
  const originals = methods.map((method) => [method, console[method]] as const)
  for (const method of methods) console[method] = print
  const warn = (warning: Error): void => print(warning.message)
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', warn)
  return () => {
    for (const [method, original] of originals) console[method] = original
    process.off('warning', warn)
    for (const listener of listeners) process.on('warning', listener)
  }
}
