import { type DivergenceError, encodeCheckpoint, type Trainer } from '@handwritten/nn'
import type { DivergedEvent } from './protocol'

/** Seconds between two checkpoints within an epoch. */
const interval = 15

/** A state of the run to which it can return, and the learning rate to continue with. */
export interface Restart {
  readonly checkpoint: Uint8Array
  readonly learningRate: number
}

interface Kept {
  readonly bytes: Uint8Array
  readonly step: number
}

/**
 * Keeps the first and the latest state of a run in memory, so that it can return there after it
 * diverged. The latest may be beyond rescue: where the run diverges from it again, it returns to the
 * first.
 */
export class Recovery {
  readonly #now: () => number
  #first: Kept | null = null
  #latest: Kept | null = null
  #returnedTo: Kept | null = null
  #keptAt = Number.NEGATIVE_INFINITY
  #decide: ((restarts: boolean) => void) | null = null

  /** @param now a clock in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Keeps the state before the first step; a run that returned to a state has that already. */
  begin(trainer: Trainer): void {
    if (this.#first === null) this.keep(trainer)
  }

  /** Keeps the state of the run as it is between two events. */
  keep(trainer: Trainer): void {
    this.#latest = { bytes: encodeCheckpoint(trainer), step: trainer.progress.steps }
    this.#first ??= this.#latest
    this.#keptAt = this.#now()
  }

  /** To be called after every step: keeps a state every 15 seconds. */
  afterStep(trainer: Trainer): void {
    if (this.#now() - this.#keptAt >= 1000 * interval) this.keep(trainer)
  }

  /**
   * Announces that the run diverged, and waits for {@link decide}.
   * @returns where to continue; null where the run is not to continue
   */
  async ask(
    { message, learningRate }: DivergenceError,
    post: (event: DivergedEvent) => void,
  ): Promise<Restart | null> {
    const kept = this.#latest === this.#returnedTo ? this.#first : this.#latest
    if (kept === null) return null
    this.#latest = kept
    this.#returnedTo = kept
    const lower = Number((learningRate / 10).toPrecision(3))
    const { promise, resolve } = Promise.withResolvers<boolean>()
    this.#decide = resolve
    post({ type: 'diverged', message, step: kept.step, learningRate: lower })
    const restarts = await promise
    this.#decide = null
    return restarts ? { checkpoint: kept.bytes, learningRate: lower } : null
  }

  /** Answers {@link ask}; returns whether it was waiting. */
  decide(restarts: boolean): boolean {
    const isWaiting = this.#decide !== null
    this.#decide?.(restarts)
    return isWaiting
  }
}
