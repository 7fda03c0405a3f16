import { Throughput } from '@handwritten/metrics'
import type { MeasuredEpoch } from '../training/protocol'
import type { Pace, RunState } from './run-state'

/** How far the run is. Fractions are from 0 to 1; unknown values are NaN. */
export interface Progress {
  readonly epochFraction: number
  readonly runFraction: number
  readonly samplesPerSecond: number
  readonly secondsLeft: number
}

/** Progress at the speed of the latest seconds of training. */
export function progressOf(state: RunState): Progress {
  const { run, step, samples, stepInEpoch, phase, pace, epochs: evaluated } = state
  if (run === null)
    return {
      ...{ epochFraction: 0, runFraction: 0 },
      ...{ samplesPerSecond: Number.NaN, secondsLeft: Number.NaN },
    }
  const { stepsPerEpoch, epochs } = run
  const toEvaluate = epochs - (evaluated.at(-1)?.epoch ?? 0)
  const samplesPerSecond = pace.samples ? Throughput.from(pace.samples).compute() : Number.NaN
  const samplesLeft = Math.max(0, epochs * run.trainSamples - samples)
  return {
    epochFraction: stepInEpoch / stepsPerEpoch,
    runFraction: step / (epochs * stepsPerEpoch),
    samplesPerSecond,
    secondsLeft:
      phase === 'completed'
        ? 0
        : samplesLeft / samplesPerSecond + toEvaluate * state.measuringSeconds,
  }
}

/** The pace after `samples` more samples until the run's second `elapsed`. */
export function advance(pace: Pace, elapsed: number, samples: number): Pace {
  const seconds = pace.since === null ? 0 : elapsed - pace.since
  if (seconds <= 0) return { ...pace, since: elapsed }
  const throughput = pace.samples ? Throughput.from(pace.samples) : new Throughput()
  return { since: elapsed, samples: throughput.update(samples, seconds).toJSON() }
}

/** The pace at the end of an epoch, which is the first measurement where its steps came in one event. */
export function afterEpoch(
  pace: Pace,
  { elapsed, seconds, samplesPerSecond }: MeasuredEpoch,
): Pace {
  const samples =
    pace.samples ?? new Throughput().update(samplesPerSecond * seconds, seconds).toJSON()
  return { since: elapsed, samples }
}
