/** The shortest time between two frames, in milliseconds: at most 30 a second. */
const shortest = 34

/** The screen may take this part of one processor's time; the rest belongs to the training. */
const share = 0.03

/** The longest time between two frames that are wanted, whatever they cost. */
const longest = 400

/** Draws when something has changed, but no more often than its cost allows. */
export class Pacer {
  readonly #draw: () => void
  readonly #now: () => number
  readonly #spent: (() => number) | null
  #timer: NodeJS.Timeout | null = null
  #drawnAt = Number.NEGATIVE_INFINITY
  #spentThen = 0
  #cost = 0
  #isStopped = false

  /**
   * @param now a clock in milliseconds
   * @param spent milliseconds that this thread has computed so far, for whatever purpose; where that
   *   is not known, a frame costs the time in which it is drawn
   */
  constructor(
    draw: () => void,
    now: () => number = () => performance.now(),
    spent: (() => number) | null = threadTime,
  ) {
    this.#draw = draw
    this.#now = now
    this.#spent = spent
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

  // A frame costs what this thread has done since the last one: the events that led to it too.
  #frame(): void {
    this.#timer = null
    const start = this.#now()
    if (!Number.isFinite(this.#drawnAt)) this.#spentThen = this.#spent?.() ?? 0
    this.#draw()
    this.#drawnAt = this.#now()
    const spent = this.#spent?.() ?? null
    this.#cost = spent === null ? this.#drawnAt - start : spent - this.#spentThen
    this.#spentThen = spent ?? 0
  }
}

// Milliseconds of processor time; Node tells them since 23.9.
const threadTime = process.threadCpuUsage
  ? (): number => {
      const { user, system } = process.threadCpuUsage()
      return (user + system) / 1000
    }
  : null
