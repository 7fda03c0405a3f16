import { BackendError } from '../core/errors'
import type { Backend } from './backend'
import type { Kernel, KernelName } from './kernel'

/** Runs kernel calls: on a backend, or on one behind a recorder. */
export interface Executor {
  /** The name of the backend that computes. */
  readonly name: string
  run(kernel: Kernel, args: readonly unknown[]): void
}

let current: Executor | null = null

let makeDefault = (): Executor => {
  throw new BackendError('no default backend is registered')
}

/** Registers how the executor is made that runs kernels until another one is set. */
export function setDefaultExecutor(make: () => Executor): void {
  makeDefault = make
}

/** The executor that runs the kernels of all operations. */
export function currentExecutor(): Executor {
  current ??= makeDefault()
  return current
}

export function setExecutor(executor: Executor): void {
  current = executor
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
  currentExecutor().run(kernel, args)
}
