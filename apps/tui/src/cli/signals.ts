import { constants } from 'node:os'

const watched = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Waits for a signal that ends the program; `exitCode` is 128 + the signal's number. */
export function watchSignals(): {
  readonly received: Promise<{ readonly signal: string; readonly exitCode: number }>
  release(): void
} {
  const { promise: received, resolve } = Promise.withResolvers<{
    signal: string
    exitCode: number
  }>()
  const listeners = watched.map((signal) => {
    const listener = (): void => resolve({ signal, exitCode: 128 + constants.signals[signal] })
    process.on(signal, listener)
    return [signal, listener] as const
  })
  return {
    received,
    release() {
      for (const [signal, listener] of listeners) process.off(signal, listener)
    },
  }
}
