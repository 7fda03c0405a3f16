import { FramePacer } from './frame-pacer'
import { type RunAction, reduce } from './reducer'
import { initialRunState, type RunState } from './run-state'
import { createStore, type Store } from './store'

/** The state of the run for the screens. */
export interface RunStore extends Store<RunState, RunAction> {
  /** The state after the latest action, which the screens may not show yet. */
  readonly latest: () => RunState
  /** Shows what comes in the next moment at once: it may answer a key. */
  readonly hurry: () => void
  /** Ends all timers; nothing is shown after it. */
  readonly close: () => void
}

/**
 * A store that reduces every action at once, and publishes snapshots as often as drawing them may
 * cost (see {@link FramePacer}).
 */
export function createRunStore(initial: RunState = initialRunState): RunStore {
  const published = createStore((_: RunState, next: RunState) => next, initial)
  const pacer = new FramePacer(() => published.dispatch(latest))
  let latest = initial
  return {
    subscribe: published.subscribe,
    getSnapshot: published.getSnapshot,
    latest: () => latest,
    dispatch(action) {
      latest = reduce(latest, action)
      if (latest.run !== null) pacer.leaveCores(latest.run.threads, isTraining(latest))
      pacer.request()
    },
    hurry: () => pacer.hurry(),
    close: () => pacer.stop(),
  }
}

function isTraining({ phase }: RunState): boolean {
  return phase === 'training' || phase === 'measuring'
}
