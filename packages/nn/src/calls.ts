import type { Tensor } from '@handwritten/tensor'
import type { Module } from './module'

/** Sees what each module gives, inner ones before those that hold them. */
export type CallWatcher = (module: Module, output: Tensor) => void

/** The call of a model that is under way. */
interface CallState {
  /** The outermost module that is being called. */
  root: Module | null
  watcher: CallWatcher | null
}

const KEY = Symbol.for('@handwritten/nn calls')

/** One for all copies of this package in a process, since a model may be made of layers of several. */
export function callState(): CallState {
  const shared = globalThis as { [KEY]?: CallState }
  shared[KEY] ??= { root: null, watcher: null }
  return shared[KEY]
}

/** Does `work` while `watch` sees the output of every module that is called. */
export function watchCalls<Result>(watch: CallWatcher, work: () => Result): Result {
  const state = callState()
  const outer = state.watcher
  state.watcher = watch
  try {
    return work()
  } finally {
    state.watcher = outer
  }
}
