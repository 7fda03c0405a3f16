import { BackendError } from '../core/errors'
import type { Backend } from './backend'
import { reference } from './reference/reference'
import { wasm } from './wasm/engine'

let current: Backend | null = null

/** The backend that operations compute with. */
export function currentBackend(): Backend {
  current ??= bestBackend()
  return current
}

/**
 * Computes with another backend from now on: `'wasm'` is the fast one, of WebAssembly kernels, and the
 * default where they run; `'reference'` is plain TypeScript.
 * @throws BackendError when `'wasm'` is asked for where it does not run, or a name is unknown
 */
export function setBackend(backend: Backend | 'reference' | 'wasm'): void {
  if (backend === 'wasm') current = wasm()
  else if (backend === 'reference') current = reference
  else if (typeof backend === 'object') current = backend
  else
    throw new BackendError(
      `setBackend: expected 'wasm', 'reference' or a backend, found ${backend}`,
    )
}

/** Computes with another backend while `body` runs. */
export function withBackend<T>(backend: Backend, body: () => T): T {
  const before = current
  current = backend
  try {
    return body()
  } finally {
    current = before
  }
}

function bestBackend(): Backend {
  try {
    return wasm()
  } catch {
    return reference
  }
}
