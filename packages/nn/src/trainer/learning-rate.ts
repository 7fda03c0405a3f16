import type { Optimizer } from '../optimizers/optimizer'
import type { Schedule } from '../schedules/schedule'

/** What was changed by hand: the schedule times a factor, or a rate that no schedule moves. */
export type RateChange = { readonly factor: number } | { readonly fixed: number } | null

/** The rate of each step, from a schedule (or else the optimizer) and from what was changed by hand. */
export class LearningRate {
  change: RateChange = null
  readonly #schedule: Schedule
  readonly #moves: boolean

  constructor(schedule: Schedule | undefined, optimizer: Optimizer) {
    this.#schedule = schedule ?? (() => optimizer.lr)
    this.#moves = schedule !== undefined
  }

  at(step: number): number {
    if (this.change && 'fixed' in this.change) return this.change.fixed
    return this.#schedule(step) * (this.change?.factor ?? 1)
  }

  /** Makes the rate of `step` be `rate`; a schedule goes on from there in proportion, if it is above 0. */
  set(rate: number, step: number): void {
    const planned = this.#schedule(step)
    this.change = this.#moves && planned > 0 ? { factor: rate / planned } : { fixed: rate }
  }
}
