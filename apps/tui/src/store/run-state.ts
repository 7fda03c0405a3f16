import type { ThroughputState } from '@handwritten/metrics'
import type { FoundRuns } from '../runs/find-runs'
import type {
  DrawnEvent,
  NetworkEvent,
  PredictionsEvent,
  PreparedEvent,
  ProbabilitiesEvent,
  TestDataEvent,
} from '../training/inspection/events'
import type { DivergedEvent, MeasuredEpoch, StartedEvent } from '../training/protocol'
import { emptyHistory, type History } from './history'
import type { Outcomes } from './outcomes'

/** What the run is doing. */
export type Phase =
  | 'waiting'
  | 'training'
  | 'measuring'
  | 'paused'
  | 'stopping'
  | 'diverged'
  | 'completed'
  | 'stopped'
  | 'failed'

export interface LogEntry {
  readonly kind: 'info' | 'good' | 'warn'
  readonly text: string
}

/** A message that is shown for a moment, whatever the screen. */
export interface Notice extends LogEntry {
  /** Counts the notices, so that two with the same text are two. */
  readonly id: number
}

/** The speed of the run. */
export interface Pace {
  /** Seconds of the run when training was last measured; null at the start and after a pause. */
  readonly since: number | null
  /** Samples per second; null before there is a measurement. */
  readonly samples: ThroughputState | null
}

/** What the process uses. */
export interface Usage {
  /** Processor time per second, in processors. */
  readonly processors: number
  /** Resident memory in bytes. */
  readonly memory: number
}

/** Sums over the steps of the current epoch. */
export interface EpochSums {
  readonly loss: number
  readonly correct: number
  readonly samples: number
}

/** The latest views of the network; what was never looked at is absent. */
export interface Inspection {
  readonly testData?: TestDataEvent
  readonly predictions?: PredictionsEvent
  /** Computed from the test data and the predictions. */
  readonly outcomes?: Outcomes
  readonly probabilities?: ProbabilitiesEvent
  readonly network?: NetworkEvent
  readonly prepared?: PreparedEvent
  readonly drawn?: DrawnEvent
}

/** The run as the screens show it, made from its events. Its size is bounded. */
export interface RunState {
  readonly phase: Phase
  /** What the run waits for while the phase is `waiting`. */
  readonly reason: string
  readonly run: StartedEvent | null
  readonly history: History
  /** Losses of the latest steps, oldest first. */
  readonly recentLosses: readonly number[]
  /** The latest epochs' figures, oldest first. */
  readonly epochs: readonly MeasuredEpoch[]
  /** The current epoch, from 1, and its completed steps. */
  readonly epoch: number
  readonly stepInEpoch: number
  readonly epochSums: EpochSums
  readonly step: number
  readonly samples: number
  readonly learningRate: number
  readonly elapsed: number
  readonly pace: Pace
  /** Seconds that the last evaluation on the test data took. */
  readonly measuringSeconds: number
  readonly log: readonly LogEntry[]
  readonly notice: Notice | null
  readonly usage: Usage | null
  /** Earlier runs; null until they were looked for. */
  readonly earlier: FoundRuns | null
  readonly failure: string | null
  /** Why the run diverged and where it can continue, while the phase is `diverged`. */
  readonly divergence: DivergedEvent | null
  /** The latest checkpoint: its file and its step. */
  readonly saved: { readonly file: string; readonly step: number } | null
  readonly inspection: Inspection
}

export const initialRunState: RunState = {
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
  pace: { since: null, samples: null },
  measuringSeconds: 0,
  log: [],
  notice: null,
  usage: null,
  earlier: null,
  failure: null,
  divergence: null,
  saved: null,
  inspection: {},
}

/** Whether the run has ended, for whatever reason. */
export function isOver(phase: Phase): boolean {
  return phase === 'completed' || phase === 'stopped' || phase === 'failed'
}
