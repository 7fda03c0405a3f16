import type { StartedEvent } from './protocol'

/** Backend, threads and what else decides the speed: `wasm, 2 threads, turbo`. */
export function computedBy({ backend, threads, turbo }: StartedEvent): string {
  return `${backend}, ${threads} ${threads === 1 ? 'thread' : 'threads'}${turbo ? ', turbo' : ''}`
}
