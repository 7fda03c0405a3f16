import type { Backend } from './backend'
import { reference } from './reference/reference'

let current: Backend = reference

/** The backend that operations compute with. */
export function currentBackend(): Backend {
  return current
}

/** Computes with another backend from now on; `'reference'` is the plain TypeScript one. */
export function setBackend(backend: Backend | 'reference'): void {
  current = backend === 'reference' ? reference : backend
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
