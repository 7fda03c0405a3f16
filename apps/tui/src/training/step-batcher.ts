import type { StepEvent } from '@handwritten/nn'
import type { StepsEvent } from './protocol'

/** The shortest time between two posts, in milliseconds. */
const interval = 1000 / 30

/** Gathers step events, so that another thread is not woken for each of them. */
export class StepBatcher {
  readonly #post: (steps: StepsEvent) => void
  readonly #elapsed: () => number
  readonly #now: () => number
  #steps: StepEvent[] = []
  #postedAt = Number.NEGATIVE_INFINITY

  /**
   * @param elapsed seconds since the run began, told with every post
   * @param now a clock in milliseconds
   */
  constructor(
    post: (steps: StepsEvent) => void,
    elapsed: () => number,
    now: () => number = () => performance.now(),
  ) {
    this.#post = post
    this.#elapsed = elapsed
    this.#now = now
  }

  /** Takes a step in; posts what has gathered if the last post is long enough ago. */
  add(step: StepEvent): void {
    this.#steps.push(step)
    if (this.#now() - this.#postedAt >= interval) this.flush()
  }

  /** Posts what has gathered, if anything. To be called at the end of an epoch. */
  flush(): void {
    const steps = this.#steps
    const last = steps.at(-1)
    if (last === undefined) return
    this.#steps = []
    this.#postedAt = this.#now()
    const { epoch, stepInEpoch, step, learningRate } = last
    this.#post({
      type: 'steps',
      ...{ epoch, stepInEpoch, step, learningRate },
      losses: new Float64Array(steps.map(({ loss }) => loss)),
      correct: new Int32Array(steps.map(({ correct }) => correct)),
      samples: new Int32Array(steps.map(({ samples }) => samples)),
      elapsed: this.#elapsed(),
    })
  }
}
