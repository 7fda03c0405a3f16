import { concatenate } from '../bytes/concatenate'
import type { Sink } from './sink'

/** Keeps a download in memory, where there is no file system. */
export class MemorySink implements Sink {
  #chunks: Uint8Array[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  async clear(): Promise<void> {
    this.#chunks = []
    this.#length = 0
  }

  async read(): Promise<Uint8Array<ArrayBuffer>> {
    return concatenate(this.#chunks, this.#length)
  }

  async keep(): Promise<void> {}

  async leave(_: { spoilt: boolean }): Promise<void> {}
}
