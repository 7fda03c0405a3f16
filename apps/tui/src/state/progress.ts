import type { ViewState } from './view-state'

/** How far the run is. Fractions are from 0 to 1; what is not known yet is NaN. */
export interface Progress {
  readonly epochs: number
  readonly stepsPerEpoch: number
  readonly epochFraction: number
  readonly runFraction: number
  readonly samplesPerSecond: number
  readonly secondsLeft: number
}

const unknownProgress: Progress = {
  epochs: Number.NaN,
  stepsPerEpoch: Number.NaN,
  epochFraction: 0,
  runFraction: 0,
  samplesPerSecond: Number.NaN,
  secondsLeft: Number.NaN,
}

/** Progress as it follows from the latest seconds of the run. */
export function progressOf(state: ViewState): Progress {
  const { run, step, stepInEpoch, epochs: measured } = state
  if (run === null) return unknownProgress
  const { stepsPerEpoch, epochs } = run
  const stepsLeft = epochs * stepsPerEpoch - step
  const epochsToMeasure = epochs - (measured.at(-1)?.epoch ?? 0)
  const speed = speedOf(state)
  return {
    epochs,
    stepsPerEpoch,
    epochFraction: stepInEpoch / stepsPerEpoch,
    runFraction: step / (epochs * stepsPerEpoch),
    samplesPerSecond: speed.samples,
    secondsLeft:
      state.phase === 'completed'
        ? 0
        : stepsLeft / speed.steps + epochsToMeasure * state.measuringSeconds,
  }
}

// Per second: over the window where it is long enough to tell, else over the last epoch.
function speedOf({ pace, epochs, run }: ViewState): { steps: number; samples: number } {
  const [first, last] = [pace.at(0), pace.at(-1)]
  const seconds = first && last ? last.elapsed - first.elapsed : 0
  const latest = epochs.at(-1)
  if (first && last && seconds > 0 && (seconds > 0.5 || latest === undefined)) {
    return {
      steps: (last.step - first.step) / seconds,
      samples: (last.samples - first.samples) / seconds,
    }
  }
  const samples = latest?.samplesPerSecond ?? Number.NaN
  return { steps: samples / (run?.batchSize ?? Number.NaN), samples }
}
