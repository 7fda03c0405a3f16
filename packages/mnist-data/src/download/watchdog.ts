/** Aborts a transfer that has been silent for too long, or that its caller gives up. */
export class Watchdog {
  readonly #controller = new AbortController()
  readonly #silence: number
  readonly #signal: AbortSignal | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #timedOut = false

  /** @param silence milliseconds without a byte that are too many */
  constructor(silence: number, signal?: AbortSignal) {
    this.#silence = silence
    this.#signal = signal
    signal?.addEventListener('abort', this.#giveUp)
    if (signal?.aborted) this.#giveUp()
    this.heard()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Whether silence, not the caller, ended the transfer. */
  get timedOut(): boolean {
    return this.#timedOut
  }

  /** Something came: the silence begins anew. */
  heard(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timedOut = true
      this.#controller.abort()
    }, this.#silence)
  }

  /** The transfer is over; what it has not read is not sent. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#controller.abort()
    this.#signal?.removeEventListener('abort', this.#giveUp)
  }

  readonly #giveUp = (): void => this.#controller.abort(this.#signal?.reason)
}
