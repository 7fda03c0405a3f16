import { useEffect } from 'react'
import { useServices } from './services'
import { useRun } from './use-run'
import { useView } from './use-view'

/** Looks for the logs of earlier runs while they are shown, and again after every epoch. */
export function useEarlierRuns(): void {
  const { run, findRuns } = useServices()
  const { epochs } = useRun()
  const isShown = useView().screen === 'runs'
  const count = epochs.length
  useEffect(() => {
    if (!isShown) return
    let isCurrent = true
    void findRuns().then((found) => {
      if (isCurrent) run.dispatch({ type: 'found', found })
    })
    return () => {
      isCurrent = false
    }
  }, [isShown, findRuns, run, count])
}
