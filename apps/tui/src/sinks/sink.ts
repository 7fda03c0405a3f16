import type { RunEvent } from '../training/protocol'

/**
 * Why nobody reads on: the output is complete or its reader has left for good, the reader wants the
 * program to end now, or nobody was there any more.
 */
export type Leave = 'done' | 'interrupted' | 'closed'

/** Where the events of a run are shown. */
export interface Sink {
  take(event: RunEvent): void
  /** Whether its user can answer questions of the run. Default: false. */
  readonly isInteractive?: boolean
  /** Resolves when the sink is finished with; rejects when it cannot go on. */
  readonly left: Promise<Leave>
  /**
   * Restores the terminal. May be called at any time, and more than once.
   * @param options `savesLater`: the run is saved after this call, so the summary omits the saved state
   */
  close(options?: { readonly savesLater: boolean }): Promise<void>
}

/** Where a sink without a screen writes. */
export interface Output {
  /** The program's result. */
  out(text: string): void
  /** Words about the program's doings. */
  log(text: string): void
  /** Characters in a line of the terminal that shows the result; absent without a terminal. */
  readonly columns?: number
  /** Resolves when nobody reads the result any more. */
  readonly closed: Promise<void>
}

/** A sink that writes `format(event)` as a line of the result, and what it has no line for to the log. */
export function lineSink(output: Output, format: (event: RunEvent) => string | null): Sink {
  const { promise: ended, resolve } = Promise.withResolvers<Leave>()
  let problem = ''
  return {
    take(event) {
      const line = format(event)
      if (line !== null) output.out(`${line}\n`)
      else if (event.type === 'waiting') output.log(`${event.reason}\n`)
      else if (event.type === 'log') output.log(`${event.text}\n`)
      else if (event.type === 'unsaved') {
        if (event.message !== problem) output.log(`${event.message}\n`)
        problem = event.message
      }
      if (event.type === 'end') resolve('done')
    },
    left: Promise.race([ended, output.closed.then((): Leave => 'closed')]),
    close: async () => {},
  }
}

/** A sink that shows nothing, until the run ends. */
export function silentSink(): Sink {
  const { promise: left, resolve } = Promise.withResolvers<Leave>()
  return {
    take: ({ type }) => type === 'end' && resolve('done'),
    left,
    close: async () => {},
  }
}
