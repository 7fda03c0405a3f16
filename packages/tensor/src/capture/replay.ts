import type { Backend } from '../backend/backend'
import type { Storage } from '../core/storage'
import type { OnReplay } from './on-replay'
import type { Trace } from './trace'

/** A captured function, ready to run again on the memory that its trace names. */
export interface Replay {
  run(): void
  /** Whether what the replay was built on still holds; when it does not, the function is captured anew. */
  isValid(): boolean
}

/** A backend that has a faster replay than calling its kernels one by one. */
export interface CompilingBackend extends Backend {
  /**
   * @param kept memory born in the trace that is read from outside after a run
   * @param onReplay is told after each run how long its parts took
   */
  compile(trace: Trace, kept: ReadonlySet<Storage>, onReplay?: OnReplay): Replay
}

export function isCompiling(backend: Backend): backend is CompilingBackend {
  return 'compile' in backend
}

/** The plain replay: the same kernels of the same backend, called again on the same tensors. */
export function plainReplay(trace: Trace, backend: Backend): Replay {
  const restored: [Storage, Storage['data']][] = []
  for (const [storage, contents] of trace.born) {
    if (typeof contents !== 'string') restored.push([storage, contents])
  }
  const kernels = trace.calls.map(({ kernel, args }) => {
    const run = backend[kernel].bind(backend) as (...args: unknown[]) => void
    return () => run(...args)
  })
  return {
    isValid: () => true,
    run() {
      for (const [storage, contents] of restored) storage.data.set(contents)
      for (const kernel of kernels) kernel()
    },
  }
}
