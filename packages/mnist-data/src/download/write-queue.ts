import type { Sink } from './sink'

/** Bytes that may wait for the sink before reading pauses. */
const READ_AHEAD = 16 * 2 ** 20

/**
 * Appends chunks to a sink in order, without making the reader of the network wait for each write.
 * When a connection breaks, `fetch` discards the chunks that were delivered but not yet read, so a
 * reader that waits for the disk loses bytes that the server sent.
 */
export class WriteQueue {
  readonly #sink: Sink
  #tail: Promise<void> = Promise.resolve()
  #length: number
  #waiting = 0
  #failure: { error: unknown } | undefined

  constructor(sink: Sink) {
    this.#sink = sink
    this.#length = sink.length
  }

  /** Bytes in the sink when all that waits has been written. */
  get length(): number {
    return this.#length
  }

  /** Queues the removal of everything that the sink holds. */
  clear(): void {
    this.#length = 0
    this.#enqueue(() => this.#sink.clear())
  }

  /**
   * Queues a chunk; resolves at once while little waits.
   *
   * @throws what an earlier write threw
   */
  async push(chunk: Uint8Array): Promise<void> {
    if (this.#failure) throw this.#failure.error
    this.#length += chunk.length
    this.#waiting += chunk.length
    this.#enqueue(async () => {
      await this.#sink.append(chunk)
      this.#waiting -= chunk.length
    })
    if (this.#waiting > READ_AHEAD) await this.#tail
  }

  /**
   * Resolves when everything pushed is in the sink.
   *
   * @throws what a write threw
   */
  async drain(): Promise<void> {
    await this.#tail
    if (this.#failure) throw this.#failure.error
  }

  /** After a failure the rest is dropped: it would leave a gap. */
  #enqueue(task: () => Promise<void>): void {
    this.#tail = this.#tail.then(async () => {
      try {
        if (!this.#failure) await task()
      } catch (error) {
        this.#failure = { error }
      }
    })
  }
}
