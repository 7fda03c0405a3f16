/** Counts the seconds of a run, pauses left out. */
export class RunClock {
  readonly #now: () => number
  #counted = 0
  #since: number | null

  /** @param now a clock in milliseconds; the count begins at once */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#since = now()
  }

  elapsed(): number {
    const running = this.#since === null ? 0 : this.#now() - this.#since
    return (this.#counted + running) / 1000
  }

  pause(): void {
    this.#counted = this.elapsed() * 1000
    this.#since = null
  }

  resume(): void {
    this.#since ??= this.#now()
  }
}
