import { recipes } from '@handwritten/nn'
import type {
  EndedEvent,
  MeasuredEpoch,
  RunEvent,
  StartedEvent,
  StepsEvent,
} from '../../src/training/protocol'

export const started: StartedEvent = {
  type: 'start',
  recipe: 'seed',
  seed: 7,
  backend: 'reference',
  threads: 1,
  dataset: 'mnist',
  trainSamples: 60_000,
  testSamples: 10_000,
  layers: [784, 256, 64, 10],
  network: '784-256-64-10',
  parameters: 218_058,
  optimizer: 'SGD 0.01',
  learningRate: 0.01,
  extras: [],
  settings: { ...recipes.seed, batchSize: 600, epochs: 3 },
  normalization: { mean: 0.1307, std: 0.3081 },
  batchSize: 600,
  epochs: 3,
  stepsPerEpoch: 100,
  stepsBefore: 0,
}

/** Steps `from` to `to` of a run of 100 steps an epoch, each of 600 samples and a tenth of a second. */
export function steps(from: number, to: number): StepsEvent {
  const length = to - from + 1
  return {
    type: 'steps',
    epoch: Math.ceil(to / 100),
    step: to,
    stepInEpoch: ((to - 1) % 100) + 1,
    losses: Float64Array.from({ length }, (_, index) => 2.3 * Math.exp(-(from + index) / 60)),
    correct: new Int32Array(length).fill(540),
    samples: new Int32Array(length).fill(600),
    learningRate: 0.01,
    elapsed: to / 10,
  }
}

export function epochEvent(epoch: number, testAccuracy = 0.9 + epoch / 100): MeasuredEpoch {
  return {
    type: 'epoch',
    epoch,
    trainLoss: 0.5 / epoch,
    trainAccuracy: 0.9,
    testLoss: 0.4 / epoch,
    testAccuracy,
    learningRate: 0.01,
    seconds: 10,
    samplesPerSecond: 6000,
    elapsed: 10 * epoch + 1,
  }
}

export const ended: EndedEvent = {
  type: 'end',
  reason: 'completed',
  epochs: 3,
  steps: 300,
  seconds: 30,
  testLoss: 0.13,
  testAccuracy: 0.93,
  elapsed: 33,
}

/** A whole run of three epochs. */
export const wholeRun: readonly RunEvent[] = [
  { type: 'waiting', reason: 'loading MNIST' },
  started,
  ...[1, 2, 3].flatMap((epoch) => [
    steps(100 * epoch - 99, 100 * epoch - 30),
    steps(100 * epoch - 29, 100 * epoch),
    epochEvent(epoch),
  ]),
  ended,
]
