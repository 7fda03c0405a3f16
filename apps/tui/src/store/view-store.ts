import type { View } from '../app/view'
import { createStore, type Store } from './store'

/** A store of the view; an action is a function from the present view to the next. */
export type ViewStore = Store<View, (view: View) => View>

export function createViewStore(initial: View): ViewStore {
  return createStore((view, change) => change(view), initial)
}
