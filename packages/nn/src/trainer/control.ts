/** Whether the run goes on, waits or ends: set from outside, asked for by the loop before each step. */
export class RunControl {
  /** How many steps may still be taken; infinite unless the run is paused. */
  #allowance = Number.POSITIVE_INFINITY
  #stop: 'step' | 'epoch' | undefined
  #wake: () => void = () => {}

  get paused(): boolean {
    return this.#allowance === 0
  }

  /** What the run is to finish before it ends, if it is to end. */
  get stopAfter(): 'step' | 'epoch' | undefined {
    return this.#stop
  }

  pause(): void {
    this.#allowance = 0
  }

  resume(): void {
    this.#allow(Number.POSITIVE_INFINITY)
  }

  /** Allows one step more, and pauses a run that is not paused yet. */
  step(): void {
    this.#allow(this.#allowance === Number.POSITIVE_INFINITY ? 1 : this.#allowance + 1)
  }

  /** A paused run goes on, to its end. */
  stop(after: 'step' | 'epoch'): void {
    this.#stop = after
    this.#allow(Number.POSITIVE_INFINITY)
  }

  /** Resolves once a step may be taken, or the run is to stop; counts the step. */
  async enter(): Promise<void> {
    while (this.#allowance === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    this.#allowance -= 1
  }

  #allow(steps: number): void {
    this.#allowance = steps
    this.#wake()
  }
}
