/** A value that changes only by actions, for React's `useSyncExternalStore`. */
export interface Store<State, Action> {
  /** Calls `listener` after every change; returns a function that ends that. */
  readonly subscribe: (listener: () => void) => () => void
  /** The current state; the same object until an action changes it. */
  readonly getSnapshot: () => State
  readonly dispatch: (action: Action) => void
}

/** A store whose state after an action is `reduce(state, action)`. */
export function createStore<State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
): Store<State, Action> {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => state,
    dispatch(action) {
      const next = reduce(state, action)
      if (next === state) return
      state = next
      for (const listener of [...listeners]) listener()
    },
  }
}
