import type { EpochEvent } from './events'

type Figures = Pick<EpochEvent, 'trainLoss' | 'trainAccuracy' | 'seconds' | 'samplesPerSecond'>

/** What the steps of one epoch add up to. */
export class EpochTotals {
  steps = 0
  #samples = 0
  #loss = 0
  #correct = 0
  #seconds = 0

  add(step: { loss: number; correct: number; samples: number }, seconds: number): void {
    this.steps += 1
    this.#samples += step.samples
    this.#loss += step.loss * step.samples
    this.#correct += step.correct
    this.#seconds += seconds
  }

  figures(): Figures {
    return {
      trainLoss: this.#loss / this.#samples,
      trainAccuracy: this.#correct / this.#samples,
      seconds: this.#seconds,
      samplesPerSecond: this.#samples / this.#seconds,
    }
  }
}
