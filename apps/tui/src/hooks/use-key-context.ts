import { useCallback } from 'react'
import type { KeyContext } from '../app/keymap'
import type { View } from '../app/view'
import { galleryOf } from '../screens/digits/gallery-images'
import { listedRuns } from '../screens/runs/compared'
import type { RunState } from '../store/run-state'
import { nextZoom, spanOf } from '../store/zoom'
import { useServices } from './services'

/** What the meaning of keys depends on, from the newest state of the run. */
export function useKeyContext(): () => KeyContext {
  const { run, view } = useServices()
  return useCallback(() => keyContext(run.latest(), view.getSnapshot()), [run, view])
}

/** {@link KeyContext} of a state of the run and a view. */
export function keyContext(state: RunState, view: View): KeyContext {
  const { inspection, run, phase, step, saved, earlier } = state
  const { testData } = inspection
  const runs = listedRuns(state, earlier, view.runs.filter)
  return {
    phase,
    hasRun: run !== null,
    isUnsaved: step > 0 && saved?.step !== step,
    now: run === null ? 1 : Math.max(0.01, step / run.stepsPerEpoch),
    spanOf: (zoom) => spanOf(state, zoom),
    nextZoom: (zoom) => nextZoom(state, zoom),
    testImages: testData?.labels.length ?? 1,
    classes: testData?.classes.length ?? 1,
    gallery: (cell) => galleryOf(inspection, cell).map(({ image }) => image),
    runs: runs.map(({ id }) => id),
    isEditable: (id) => runs.some((run) => run.id === id && run.file !== null),
  }
}
