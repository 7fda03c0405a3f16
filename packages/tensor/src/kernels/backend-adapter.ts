import type { Backend } from '../backend/backend'
import type { Executor } from '../backend/executor'
import type { KernelName } from '../backend/kernel'
import { allKernels } from './all-kernels'

const backends = new WeakMap<Executor, Backend>()
const executors = new WeakMap<Backend, Executor>()

/** An executor as a backend: a method for each kernel, which runs it. The same object for the same executor. */
export function backendFor(executor: Executor): Backend {
  const known = backends.get(executor)
  if (known) return known
  const methods = Object.entries(allKernels).map(([name, kernel]) => [
    name,
    (...args: unknown[]) => executor.run(kernel, args),
  ])
  const backend: Backend = { ...Object.fromEntries(methods), name: executor.name }
  connect(executor, backend)
  return backend
}

/** The first method that a backend lacks; '' for a value that is no object, null for a backend. */
export function missingMethod(backend: unknown): string | null {
  if (typeof backend !== 'object' || backend === null) return ''
  const methods = backend as Record<string, unknown>
  return Object.keys(allKernels).find((name) => typeof methods[name] !== 'function') ?? null
}

/** A backend as an executor, which calls the method of a kernel's name. */
export function executorFor(backend: Backend): Executor {
  const known = executors.get(backend)
  if (known) return known
  const executor: Executor = {
    name: backend.name,
    run({ name }, args) {
      const methods = backend as unknown as Record<KernelName, (...args: unknown[]) => void>
      methods[name](...args)
    },
  }
  connect(executor, backend)
  return executor
}

function connect(executor: Executor, backend: Backend): void {
  backends.set(executor, backend)
  executors.set(backend, executor)
}
