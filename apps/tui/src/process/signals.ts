import { constants } from 'node:os'

const watched = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Signals {
  /** Resolves at the first signal; `exitCode` is 128 + the signal's number. */
  readonly received: Promise<{ readonly signal: string; readonly exitCode: number }>
  /** Resolves at the second signal. */
  readonly again: Promise<void>
  release(): void
}

/** Watches for the signals that end the program. */
export function watchSignals(): Signals {
  const first = Promise.withResolvers<{ signal: string; exitCode: number }>()
  const second = Promise.withResolvers<void>()
  let count = 0
  const listeners = watched.map((signal) => {
    const listener = (): void => {
      count += 1
      if (count === 1) first.resolve({ signal, exitCode: 128 + constants.signals[signal] })
      else second.resolve()
    }
    process.on(signal, listener)
    return [signal, listener] as const
  })
  return {
    received: first.promise,
    again: second.promise,
    release() {
      for (const [signal, listener] of listeners) process.off(signal, listener)
    },
  }
}
