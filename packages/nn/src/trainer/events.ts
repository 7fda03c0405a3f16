import type { Loss } from '../losses/loss'
import type { Criterion } from './criterion'

/** The run begins. */
export interface StartEvent {
  readonly type: 'start'
  readonly epochs: number
  readonly stepsPerEpoch: number
  readonly samplesPerEpoch: number
  readonly testSamples: number
  /** Only where there is a validation set. */
  readonly validationSamples?: number
  /** Numbers that are learned. */
  readonly parameters: number
  /** Steps taken before; 0 unless the run goes on from a checkpoint. */
  readonly steps: number
  /** Processes that train together; only where batches have several parts. */
  readonly ranks?: number
  /** Parts of a batch; only where there are several. */
  readonly parts?: number
}

/** One batch has been learned from. */
export interface StepEvent {
  readonly type: 'step'
  /** From 1. */
  readonly epoch: number
  /** From 1, over the whole run. */
  readonly step: number
  /** From 1, within the epoch. */
  readonly stepInEpoch: number
  /** Mean over the batch, before the update. */
  readonly loss: number
  /** How many of the batch's samples were classified right, before the update. */
  readonly correct: number
  /** Samples in the batch; the last one of an epoch may be short. */
  readonly samples: number
  readonly learningRate: number
}

/** Figures of the validation set; absent where there is none. */
interface ValidationFigures {
  /** Mean over its samples. */
  readonly validationLoss?: number
  /** Fraction from 0 to 1. */
  readonly validationAccuracy?: number
}

/** An epoch is over and the test data has been classified. */
export interface EpochEvent extends ValidationFigures {
  readonly type: 'epoch'
  readonly epoch: number
  /** Mean over the epoch's samples, each taken before its step's update. */
  readonly trainLoss: number
  /** Fraction from 0 to 1, taken the same way. */
  readonly trainAccuracy: number
  /** Mean over the test samples. */
  readonly testLoss: number
  /** Fraction from 0 to 1. */
  readonly testAccuracy: number
  /** Of the epoch's last step. */
  readonly learningRate: number
  /** Spent in training steps; pauses, readers of the events and the evaluation are not counted. */
  readonly seconds: number
  readonly samplesPerSecond: number
}

/** The run is over; the figures are those of the weights that the model now has. */
export interface EndEvent extends ValidationFigures {
  readonly type: 'end'
  /** Whether all epochs were done, or it ended before: asked to, or early because it got no better. */
  readonly reason: 'completed' | 'stopped'
  /** Present when early stopping ended the run. */
  readonly stoppedEarly?: true
  /** The epoch whose weights the model has; only with `keepBest`. */
  readonly bestEpoch?: number
  /** Whole epochs done. */
  readonly epochs: number
  readonly steps: number
  /** Spent in training steps, as in {@link EpochEvent}. */
  readonly seconds: number
  readonly testLoss: number
  readonly testAccuracy: number
}

/** The events of a run that counts correct predictions. */
export type TrainEvent = StartEvent | StepEvent | EpochEvent | EndEvent

type Counted = 'correct' | 'trainAccuracy' | 'testAccuracy'

/** An event whose counts and accuracies are absent where the loss counts no correct predictions. */
export type PerhapsCounted<Event> = Event extends unknown
  ? Omit<Event, Counted> & Partial<Pick<Event, Extract<keyof Event, Counted>>>
  : never

/** The events of a run with the criterion or loss `C`. */
export type FitEvent<C extends Criterion | Loss> = C extends Criterion
  ? TrainEvent
  : PerhapsCounted<TrainEvent>

/** An epoch of any run. */
export type AnyEpochEvent = PerhapsCounted<EpochEvent>

/** An epoch of a run with the criterion or loss `C`. */
export type EpochOf<C extends Criterion | Loss> = C extends Criterion ? EpochEvent : AnyEpochEvent
