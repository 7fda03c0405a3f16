/** What several copies of this package in one process (ES module and CommonJS, two bundles) share. */
interface ProcessState {
  /** Whether operations on tensors that require gradients are recorded. */
  recording: boolean
  /** The last argument of `setBackend`; null before the first call. */
  backend: unknown
  /** The copy whose `capture` is recording kernels, or null. */
  capturing: object | null
}

/** The version counts changes of `ProcessState`, so that copies only share a state that they both know. */
const key = Symbol.for('@handwritten/tensor: process state 1')

function sharedState(): ProcessState {
  const shared = globalThis as { [key]?: ProcessState }
  shared[key] ??= { recording: true, backend: null, capturing: null }
  return shared[key]
}

export const processState: ProcessState = sharedState()

/** Identifies this copy of the package. */
export const thisCopy = {}
