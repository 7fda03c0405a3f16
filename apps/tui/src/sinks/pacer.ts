/** The shortest time between two frames, in milliseconds: below 30 a second, and longer than Ink waits. */
const shortest = 35

/** Drawing may take this part of the time; the rest belongs to the training. */
const share = 0.05

/** The longest time between two frames that are wanted, whatever they cost. */
const longest = 250

/** Draws when something has changed, but no more often than its cost allows. */
export class Pacer {
  readonly #draw: () => void
  #timer: NodeJS.Timeout | null = null
  #drawnAt = Number.NEGATIVE_INFINITY
  #cost = 0

  constructor(draw: () => void) {
    this.#draw = draw
  }

  /** Asks for a frame: at once if the last one is long enough ago, else as soon as it is. */
  request(): void {
    if (this.#timer !== null) return
    const pause = Math.min(longest, Math.max(shortest, this.#cost / share))
    const wait = this.#drawnAt + pause - performance.now()
    this.#timer = setTimeout(() => this.#frame(), Math.max(0, wait))
  }

  /** No frame is drawn any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #frame(): void {
    this.#timer = null
    const start = performance.now()
    this.#draw()
    this.#drawnAt = performance.now()
    this.#cost = this.#drawnAt - start
  }
}
