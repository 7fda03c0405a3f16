/** The shortest time between two frames, in milliseconds: below 30 a second, and longer than Ink waits. */
const shortest = 35

/** Drawing may take this part of the time; the rest belongs to the training. */
const share = 0.05

/** The longest time between two frames that are wanted, whatever they cost. */
const longest = 400

/** Draws when something has changed, but no more often than its cost allows. */
export class Pacer {
  readonly #draw: () => void
  readonly #now: () => number
  #timer: NodeJS.Timeout | null = null
  #drawnAt = Number.NEGATIVE_INFINITY
  #cost = 0
  #isStopped = false

  /** @param now a clock in milliseconds */
  constructor(draw: () => void, now: () => number = () => performance.now()) {
    this.#draw = draw
    this.#now = now
  }

  /** Asks for a frame: at once if the last one is long enough ago, else as soon as it is. */
  request(): void {
    if (this.#timer !== null || this.#isStopped) return
    const pause = Math.min(longest, Math.max(shortest, this.#cost / share))
    const wait = this.#drawnAt + pause - this.#now()
    this.#timer = setTimeout(() => this.#frame(), Math.max(0, wait))
  }

  /** No frame is drawn any more, whatever is asked for. */
  stop(): void {
    this.#isStopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #frame(): void {
    this.#timer = null
    const start = this.#now()
    this.#draw()
    this.#drawnAt = this.#now()
    this.#cost = this.#drawnAt - start
  }
}
