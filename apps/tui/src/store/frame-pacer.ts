import { availableParallelism } from 'node:os'

/** The shortest and the longest time between two frames, in milliseconds: 30 and 2 a second. */
const shortest = 34
const longest = 500

/** The part of the processors' time that drawing may take while the network trains. */
const share = 0.03

/** How long after a key press frames follow each other at the shortest time, in milliseconds. */
const answerTime = 250

/** What a pacer asks of its surroundings. */
export interface PacerClock {
  /** Milliseconds of wall-clock time. */
  now(): number
  /** Milliseconds that this thread has computed so far, for whatever purpose. */
  spent(): number
  /** The processors of the machine. */
  readonly processors: number
}

/**
 * Draws when something has changed, but no more often than its cost allows: between two frames this
 * thread may compute {@link share} of the processors' time, the handling of events included.
 */
export class FramePacer {
  readonly #draw: () => void
  readonly #clock: PacerClock
  #timer: NodeJS.Timeout | null = null
  #dueAt = Number.POSITIVE_INFINITY
  #drawnAt = Number.NEGATIVE_INFINITY
  #spentThen = 0
  #hurriesUntil = Number.NEGATIVE_INFINITY
  /** The part of one processor's time that drawing may take. */
  #budget = 1
  #isStopped = false

  constructor(draw: () => void, clock: PacerClock = processClock) {
    this.#draw = draw
    this.#clock = clock
  }

  /**
   * Sets the budget. Where the compute threads leave a processor free, drawing may take its share of
   * all of them. Where they use all, drawing delays one of them and the others wait for it, so that
   * the share is of one processor's time.
   */
  leaveCores(threads: number, isTraining: boolean): void {
    const { processors } = this.#clock
    const isShared = threads < processors
    this.#budget = isTraining ? share * (isShared ? processors : 1) : 1
  }

  /** Asks for a frame: at once if the last one is long enough ago, else as soon as it is. */
  request(): void {
    if (this.#isStopped) return
    const now = this.#clock.now()
    const dueAt = Math.max(now, this.#drawnAt + this.#pause(now))
    if (this.#timer !== null) {
      if (dueAt >= this.#dueAt) return
      clearTimeout(this.#timer)
    }
    this.#dueAt = dueAt
    this.#timer = setTimeout(() => this.#frame(), dueAt - now)
  }

  /** Lets the next frames come at the shortest time: they may show the answer to a key. */
  hurry(): void {
    this.#hurriesUntil = this.#clock.now() + answerTime
    if (this.#timer !== null) this.request()
  }

  /** Draws no more frames. */
  stop(): void {
    this.#isStopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #pause(now: number): number {
    if (now < this.#hurriesUntil) return shortest
    const cost = this.#clock.spent() - this.#spentThen
    return Math.min(longest, Math.max(shortest, cost / this.#budget))
  }

  #frame(): void {
    this.#timer = null
    this.#drawnAt = this.#clock.now()
    this.#spentThen = this.#clock.spent()
    this.#draw()
  }
}

/** Time of this thread; Node reports its processor time since 23.9, and its busy time before. */
const processClock: PacerClock = {
  now: () => performance.now(),
  spent: process.threadCpuUsage
    ? () => {
        const { user, system } = process.threadCpuUsage()
        return (user + system) / 1000
      }
    : () => performance.eventLoopUtilization().active,
  processors: availableParallelism(),
}
