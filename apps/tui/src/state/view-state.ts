import type {
  DrawnEvent,
  NetworkEvent,
  PredictionsEvent,
  PreparedEvent,
  ProbabilitiesEvent,
  TestDataEvent,
} from '../training/inspection/events'
import type { MeasuredEpoch, StartedEvent } from '../training/protocol'
import { emptyHistory, type History } from './history'
import type { Outcomes } from './outcomes'

/** What the run is doing. */
export type Phase =
  | 'waiting'
  | 'training'
  | 'measuring'
  | 'paused'
  | 'stopping'
  | 'completed'
  | 'stopped'
  | 'failed'

export interface LogEntry {
  readonly kind: 'info' | 'good' | 'warn'
  readonly text: string
}

/** A moment of the run, from which the speed is taken. */
export interface PacePoint {
  /** Seconds since the run began, pauses left out. */
  readonly elapsed: number
  readonly step: number
  readonly samples: number
}

/** Sums over the steps of the epoch that is under way. */
export interface EpochSums {
  readonly loss: number
  readonly correct: number
  readonly samples: number
}

/** The latest that was told of the network's insides; what was never looked at is absent. */
export interface Inspection {
  readonly testData?: TestDataEvent
  readonly predictions?: PredictionsEvent
  /** What follows from the test data and the predictions. */
  readonly outcomes?: Outcomes
  readonly probabilities?: ProbabilitiesEvent
  readonly network?: NetworkEvent
  readonly prepared?: PreparedEvent
  readonly drawn?: DrawnEvent
}

/** All that the screens show, made from the events of a run. Its size does not grow with the run. */
export interface ViewState {
  readonly phase: Phase
  /** What is waited for while the phase is `waiting`. */
  readonly reason: string
  readonly run: StartedEvent | null
  readonly history: History
  /** Losses of the latest steps, oldest first. */
  readonly recentLosses: readonly number[]
  /** The latest epochs' figures, oldest first. */
  readonly epochs: readonly MeasuredEpoch[]
  /** The epoch that is under way, from 1, and its steps done. */
  readonly epoch: number
  readonly stepInEpoch: number
  readonly epochSums: EpochSums
  readonly step: number
  readonly samples: number
  readonly learningRate: number
  readonly elapsed: number
  readonly pace: readonly PacePoint[]
  /** Seconds that the last measurement on the test data took. */
  readonly measuringSeconds: number
  readonly log: readonly LogEntry[]
  readonly failure: string | null
  /** The latest checkpoint: its file, and the step it is of. */
  readonly saved: { readonly file: string; readonly step: number } | null
  readonly inspection: Inspection
}

export const initialState: ViewState = {
  phase: 'waiting',
  reason: 'starting',
  run: null,
  history: emptyHistory,
  recentLosses: [],
  epochs: [],
  epoch: 1,
  stepInEpoch: 0,
  epochSums: { loss: 0, correct: 0, samples: 0 },
  step: 0,
  samples: 0,
  learningRate: Number.NaN,
  elapsed: 0,
  pace: [],
  measuringSeconds: 0,
  log: [],
  failure: null,
  saved: null,
  inspection: {},
}

/** Whether the run is over, one way or another. */
export function isOver(phase: Phase): boolean {
  return phase === 'completed' || phase === 'stopped' || phase === 'failed'
}
