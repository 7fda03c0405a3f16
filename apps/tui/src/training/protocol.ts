import type { EndEvent, EpochEvent, Recipe } from '@handwritten/nn'
import type { RankProcess } from '../ranks/rank-process'
import type { SaveEvent } from '../saved/run-keeper'
import type { TrainOptions } from '../settings/train-options'
import type { InspectionEvent, Look } from './inspection/events'
import type { Normalization } from './normalization'

/** What the training thread is given when it starts. */
export interface WorkerInput extends TrainOptions {
  /** Whether a part of the training images is held out and measured in place of the test images. */
  readonly holdOut?: true
  /** Whether this process trains together with others that an MPI launcher started. */
  readonly isRank?: true
  /** Whether a run that diverges waits for a `rewind` or `stop` command instead of failing. */
  readonly recovers?: boolean
}

/**
 * A command for the training thread. Commands are relative to the state of the thread, so that the
 * sender need not know it: two of a kind in a row have twice the effect.
 */
export type Control =
  /** Pauses a running run, and resumes a paused one. */
  | { readonly type: 'togglePause' }
  /** Takes one step, then pauses. */
  | { readonly type: 'step' }
  /** Ends the run after the current step. */
  | { readonly type: 'stop' }
  /** Saves into the run's folder, or into `folder` where it has none. */
  | { readonly type: 'save'; readonly folder: string }
  /** Sets the next round learning rate above or below the present one. */
  | { readonly type: 'changeLearningRate'; readonly direction: 'up' | 'down' }
  /** Returns to the latest kept state after the run diverged, with a lower learning rate. */
  | { readonly type: 'rewind' }
  /** Asks for inspection events (see {@link Look}); replaces the look before it. */
  | { readonly type: 'look'; readonly look: Look }

/**
 * What the training thread tells its reader, in this order; the answers to
 * commands and what is printed come in between.
 */
export type RunEvent =
  | WaitingEvent
  | StartedEvent
  | ResumedEvent
  | StepsEvent
  | MeasuredEpoch
  | PausedEvent
  | LearningRateEvent
  | LogEvent
  | SaveEvent
  | InspectionEvent
  | DivergedEvent
  | EndedEvent
  | FailedEvent

/** Something that takes time has begun: `loading MNIST`. */
interface WaitingEvent {
  readonly type: 'waiting'
  readonly reason: string
}

/** The run is set up; its first step follows. */
export interface StartedEvent {
  readonly type: 'start'
  /** Distinguishes the lines of this process's run from those of others in a log. */
  readonly run?: string
  readonly recipe: string
  readonly seed: number
  readonly backend: string
  readonly threads: number
  /** Only where V8 makes 256-bit vectors. */
  readonly turbo?: true
  readonly dataset: string
  readonly trainSamples: number
  readonly testSamples: number
  /** Only with a validation set. */
  readonly validationSamples?: number
  /** Width of each layer's output, the input first: 784, 256, 64, 10. */
  readonly layers: readonly number[]
  /** The network in words: `784-256-64-10, gelu`. */
  readonly network: string
  /** Numbers that are learned. */
  readonly parameters: number
  /** The optimizer and its settings in words. */
  readonly optimizer: string
  /** Part of each target that is spread over all classes; only where it is above 0. */
  readonly labelSmoothing?: number
  readonly learningRate: number
  /** Further settings in words, as far as they are not the default: `label smoothing 0.1`. */
  readonly extras: readonly string[]
  /** All settings of the network and its training. */
  readonly settings: Recipe
  readonly normalization: Normalization
  readonly batchSize: number
  readonly epochs: number
  readonly stepsPerEpoch: number
  /** Steps taken before; 0 unless a saved run goes on. */
  readonly stepsBefore: number
  /** Processes that train together, parts of a batch, and the process of each rank; only where there are several. */
  readonly ranks?: number
  readonly parts?: number
  readonly processes?: readonly RankProcess[]
  /** Only where the test images are a part of the training images that was held out. */
  readonly heldOut?: true
}

/** The run continues at an earlier state: a saved one after the start, or the last one before it diverged. */
export interface ResumedEvent {
  readonly type: 'resumed'
  readonly epochs: readonly EpochEvent[]
  readonly step: number
  /** Steps done in the epoch that is under way. */
  readonly stepInEpoch: number
}

/** Steps of one epoch, in order, gathered so that a post is made at most 30 times a second. */
export interface StepsEvent {
  readonly type: 'steps'
  readonly epoch: number
  /** The last of them, from 1 within the epoch and over the run. */
  readonly stepInEpoch: number
  readonly step: number
  /** One entry a step. */
  readonly losses: Float64Array
  readonly correct: Int32Array
  readonly samples: Int32Array
  readonly learningRate: number
  /** Seconds since the run began, pauses left out. */
  readonly elapsed: number
}

/** An epoch's figures; `elapsed` is in seconds since the run began, pauses left out. */
export interface MeasuredEpoch extends EpochEvent {
  readonly elapsed: number
}

export interface PausedEvent {
  readonly type: 'paused'
  readonly paused: boolean
}

/** The learning rate was set by hand. */
interface LearningRateEvent {
  readonly type: 'learningRate'
  readonly value: number
}

/** Something that the training thread printed. */
interface LogEvent {
  readonly type: 'log'
  readonly text: string
}

/** The loss became NaN or infinite, and the run waits for a command (see {@link WorkerInput}). */
export interface DivergedEvent {
  readonly type: 'diverged'
  /** What became infinite or NaN, and where. */
  readonly message: string
  /** The step that `rewind` returns to, and the learning rate that it continues with. */
  readonly step: number
  readonly learningRate: number
}

/** The run is over, and saved where that was asked for; `elapsed` as in {@link MeasuredEpoch}. */
export interface EndedEvent extends Omit<EndEvent, 'reason'> {
  /** `reached`: the accuracy that was asked for. */
  readonly reason: EndEvent['reason'] | 'reached'
  readonly elapsed: number
}

/** The run has failed; nothing follows. */
interface FailedEvent {
  readonly type: 'failed'
  readonly code: string
  readonly message: string
}
