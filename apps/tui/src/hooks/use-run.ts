import { useSyncExternalStore } from 'react'
import type { RunState } from '../store/run-state'
import { useServices } from './services'

/** The state of the run as of the latest frame. */
export function useRun(): RunState {
  const { run } = useServices()
  return useSyncExternalStore(run.subscribe, run.getSnapshot)
}
