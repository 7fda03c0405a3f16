import type { Executor } from '../backend/executor'
import type { Storage } from '../core/storage'
import type { OnReplay } from './on-replay'
import type { Trace } from './trace'

/** A captured function, ready to run again on the memory that its trace names. */
export interface Replay {
  run(): void
  /** Whether what the replay was built on still holds; when it does not, the function is captured anew. */
  isValid(): boolean
}

/**
 * Compiles a trace that `executor` has run; null when it has nothing faster than calling the kernels again.
 * @param kept memory allocated in the trace that is read from outside after a run
 * @param onReplay receives how long the parts of each run took
 */
export type Compile = (
  executor: Executor,
  trace: Trace,
  kept: ReadonlySet<Storage>,
  onReplay?: OnReplay,
) => Replay | null

/** The plain replay: the same kernels on the same tensors, called one by one. */
export function plainReplay(trace: Trace, executor: Executor): Replay {
  const restored: [Storage, Storage['data']][] = []
  for (const [storage, contents] of trace.born) {
    if (typeof contents !== 'string') restored.push([storage, contents])
  }
  return {
    isValid: () => true,
    run() {
      for (const [storage, contents] of restored) storage.data.set(contents)
      for (const { kernel, args } of trace.calls) executor.run(kernel, args)
    },
  }
}
