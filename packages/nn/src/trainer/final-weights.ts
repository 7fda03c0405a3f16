import { capture, copy, copyInto, noGrad, type Tensor } from '@handwritten/tensor'
import { requireCount } from '../errors'
import type { Module, StateDict } from '../module'
import { distinct } from '../module-tree'
import type { Optimizer } from '../optimizers/optimizer'
import { WeightAverage } from '../optimizers/weight-average'
import { withoutPrefix, withPrefix } from '../prefix'

/** How the running mean of the weights is taken. */
export interface AverageOptions {
  /** How much of the mean is kept at an update, in [0, 1). Default 0.999. */
  decay?: number
  /** Steps from update to update; the more, the cheaper. Default 1. */
  every?: number
}

/**
 * The weights that a run is measured and ends with, beside those it learns with: a running mean of
 * them, or those of the best epoch so far.
 */
export class FinalWeights {
  /** Parameters and buffers, each once. */
  readonly #state: readonly [string, Tensor][]
  readonly #every: number
  readonly #average: WeightAverage | null
  readonly #update: (() => unknown) | null
  #best: StateDict | null = null
  /** Whether the model holds the running mean for a measurement. */
  #holdsAverage = false

  constructor(model: Module, optimizer: Optimizer, average: AverageOptions | undefined) {
    const { decay, every = 1 } = average ?? {}
    requireCount('Trainer: average.every', every)
    this.#state = distinct(Object.entries(model.stateDict()))
    this.#every = every
    this.#average = average
      ? new WeightAverage(learnedParameters(model, optimizer), {
          ...(decay !== undefined && { decay }),
          warmUp: true,
        })
      : null
    this.#update = this.#average ? capturedUpdate(this.#average) : null
  }

  /** To be called after step `steps` of the run. */
  afterStep(steps: number): void {
    if (steps % this.#every === 0) this.#update?.()
  }

  /** Does `work` while the model holds the running mean, if there is one. */
  async withAverage<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#swapForMeasuring()
    try {
      return await work()
    } finally {
      this.#swapForMeasuring()
    }
  }

  /** Does `work` while the model holds the weights that it learns with, also in the midst of a measurement. */
  withLearned<Result>(work: () => Result): Result {
    if (!this.#holdsAverage) return work()
    this.#swapForMeasuring()
    try {
      return work()
    } finally {
      this.#swapForMeasuring()
    }
  }

  /** Remembers the weights as they are measured, buffers included. */
  keepAsBest(): void {
    this.#average?.swap()
    this.#best = noGrad(() =>
      Object.fromEntries(this.#state.map(([name, value]) => [name, copy(value)])),
    )
    this.#average?.swap()
  }

  #swapForMeasuring(): void {
    this.#average?.swap()
    this.#holdsAverage = !this.#holdsAverage
  }

  /** Exchanges the weights that were learned with for those to end with; a second time, back. */
  exchange(): void {
    const best = this.#best
    if (!best) {
      this.#average?.swap()
      return
    }
    noGrad(() => {
      for (const [name, value] of this.#state) {
        const last = copy(value)
        copyInto(value, best[name])
        copyInto(best[name], last)
      }
    })
  }

  /** Whether weights of a best epoch are kept. */
  get hasBest(): boolean {
    return this.#best !== null
  }

  stateDict(): StateDict {
    return {
      ...(this.#average && withPrefix('average.', this.#average.stateDict())),
      ...(this.#best && withPrefix('best.', this.#best)),
    }
  }

  loadStateDict(state: StateDict): void {
    this.#average?.loadStateDict(withoutPrefix('average.', state))
    const best = withoutPrefix('best.', state)
    this.#best = Object.keys(best).length > 0 ? best : null
  }
}

/** The parameters of the model, and those that are frozen now but that the optimizer can move later. */
function learnedParameters(model: Module, optimizer: Optimizer): Tensor[] {
  const state = new Set(Object.values(model.stateDict()))
  const later = optimizer.parameters.filter((parameter) => state.has(parameter))
  return [...new Set([...model.parameters(), ...later])]
}

/** One recorded program for what would else be many small operations. */
function capturedUpdate(average: WeightAverage): () => unknown {
  return capture(() => {
    average.update()
    return {}
  })
}
