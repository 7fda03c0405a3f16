import type { Backend } from '../backend/backend'
import type { Storage } from '../storage'
import type { Trace } from './trace'

/** A captured function, ready to run again on the memory that its trace names. */
export interface Replay {
  run(): void
}

/** The plain replay: the same kernels of the same backend, called again on the same tensors. */
export function replayOf(trace: Trace, backend: Backend): Replay {
  const restored: [Storage, Storage['data']][] = []
  for (const [storage, contents] of trace.born) {
    if (typeof contents !== 'string') restored.push([storage, contents])
  }
  const kernels = trace.calls.map(({ kernel, args }) => {
    const run = backend[kernel].bind(backend) as (...args: unknown[]) => void
    return () => run(...args)
  })
  return {
    run() {
      for (const [storage, contents] of restored) storage.data.set(contents)
      for (const kernel of kernels) kernel()
    },
  }
}
