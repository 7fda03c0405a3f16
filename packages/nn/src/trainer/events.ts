/** The run begins. */
export interface StartEvent {
  readonly type: 'start'
  readonly epochs: number
  readonly stepsPerEpoch: number
  readonly samplesPerEpoch: number
  readonly testSamples: number
  /** Numbers that are learned. */
  readonly parameters: number
  /** Steps taken before; 0 unless the run goes on from a checkpoint. */
  readonly steps: number
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

/** An epoch is over and the test data has been classified. */
export interface EpochEvent {
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

/** The run is over; the figures are those of the final weights. */
export interface EndEvent {
  readonly type: 'end'
  readonly reason: 'completed' | 'stopped'
  /** Whole epochs done. */
  readonly epochs: number
  readonly steps: number
  /** Spent in training steps, as in {@link EpochEvent}. */
  readonly seconds: number
  readonly testLoss: number
  readonly testAccuracy: number
}

/** What `trainer.fit()` tells its reader. */
export type TrainEvent = StartEvent | StepEvent | EpochEvent | EndEvent
