import { processState, thisCopy } from './process-state'
import type { Storage } from './storage'
import type { Tensor } from './tensor'

/** Receives memory events outside of kernels while a function is being captured. */
export interface MemoryObserver {
  allocated(storage: Storage): void
  /** Elements are about to be seen outside of kernels, by `item`, `data`, `toArray` or `toString`. */
  read(tensor: Tensor, how: string): void
  /** A leaf was given a gradient. */
  gradientSet(leaf: Tensor): void
}

let observer: MemoryObserver | null = null

/** The observer of the capture that is under way, if any. */
export function memoryObserver(): MemoryObserver | null {
  return observer
}

/** Runs `body` with `wanted` as the observer, or with none. */
export function withMemoryObserver<T>(wanted: MemoryObserver | null, body: () => T): T {
  const before = observer
  const capturing = processState.capturing
  observer = wanted
  processState.capturing = wanted && thisCopy
  try {
    return body()
  } finally {
    observer = before
    processState.capturing = capturing
  }
}
