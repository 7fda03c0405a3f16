import type { MouseEvent } from './mouse-reader'

/** Distributes mouse events to the components that listen. */
export class MouseSource {
  readonly #listeners = new Set<(event: MouseEvent) => void>()

  /** Calls `listener` for every event; returns a function that ends that. */
  readonly subscribe = (listener: (event: MouseEvent) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly emit = (event: MouseEvent): void => {
    for (const listener of [...this.#listeners]) listener(event)
  }
}
