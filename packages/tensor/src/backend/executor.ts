import { BackendError, CaptureError } from '../core/errors'
import { processState, thisCopy } from '../core/process-state'
import type { Backend } from './backend'
import type { Kernel, KernelName } from './kernel'

/** Runs kernel calls: on a backend, or on one behind a recorder. */
export interface Executor {
  /** The name of the backend that computes. */
  readonly name: string
  run(kernel: Kernel, args: readonly unknown[]): void
}

let current: Executor | null = null
/** What `current` was made for: the value of `processState.backend`. */
let choice: unknown = null

let makeExecutor = (_backend: unknown): Executor => {
  throw new BackendError('no backend is registered')
}

/** Registers how the executor for a backend is made; for null, the default. */
export function setExecutorFactory(make: (backend: unknown) => Executor): void {
  makeExecutor = make
}

/** The executor that runs the kernels of all operations. */
export function currentExecutor(): Executor {
  // Another copy of the package may have set another backend.
  if (current === null || choice !== processState.backend) {
    choice = processState.backend
    current = makeExecutor(choice)
  }
  return current
}

/** Runs kernels on `executor` from now on, and on one for `backend` in other copies of the package. */
export function setExecutor(executor: Executor, backend: unknown): void {
  current = executor
  choice = backend
  processState.backend = backend
}

/** Runs `body` with another executor. */
export function withExecutor<T>(executor: Executor, body: () => T): T {
  const before = current
  current = executor
  try {
    return body()
  } finally {
    current = before
  }
}

/** Runs a kernel on the current backend. Arguments are those of the `Backend` method of its name. */
export function run<K extends KernelName>(
  kernel: Kernel<K>,
  ...args: Parameters<Backend[K]>
): void {
  if (processState.capturing !== null && processState.capturing !== thisCopy) throw foreignCapture()
  currentExecutor().run(kernel, args)
}

function foreignCapture(): CaptureError {
  return new CaptureError(
    'capture: the function computes with another copy of @handwritten/tensor, whose kernels cannot be replayed; ' +
      'load the package once, as an ES module or with require',
  )
}
