import { MemorySink } from '../download/memory-sink'
import type { Sink } from '../download/sink'
import { CacheError } from '../errors'
import { findBuiltin } from '../source/node'
import type { FileCache } from './file-cache'

/** Receives the first failure to write to the cache during a load. */
export type CacheWarning = (warning: CacheError) => void

/**
 * A cache whose failures to write cost nothing but the cache: what cannot be kept there is kept in memory.
 * @param warn called for the first failure
 */
export function tolerantCache(cache: FileCache, warn: CacheWarning): FileCache {
  let hasWarned = false
  const note: CacheWarning = (error) => {
    if (hasWarned) return
    hasWarned = true
    const message = `${error.message}; this time the files are kept in memory alone`
    warn(new CacheError(message, { cause: error }))
  }
  return {
    locate: (...place) => cache.locate(...place),
    read: (folder, name) => cache.read(folder, name),
    setAside: (folder, name) => cache.setAside(folder, name).catch(noting(note)),
    open: (folder, name) =>
      cache.open(folder, name).then(
        (sink) => new TolerantSink(sink, note),
        (error) => {
          noting(note)(error)
          return new MemorySink()
        },
      ),
  }
}

/** A warning of Node's, or a line in the console of a browser. */
export function printWarning({ message }: CacheError): void {
  const isNode = findBuiltin('node:fs') !== undefined
  if (isNode) process.emitWarning(message, 'CacheWarning')
  else console.warn(message)
}

function noting(note: CacheWarning): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof CacheError)) throw error
    note(error)
  }
}

/** Goes on in memory where the cache fails. */
class TolerantSink implements Sink {
  readonly #note: CacheWarning
  #sink: Sink

  constructor(sink: Sink, note: CacheWarning) {
    this.#sink = sink
    this.#note = note
  }

  get length(): number {
    return this.#sink.length
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#sink.append(chunk).catch(async (error) => {
      noting(this.#note)(error)
      // A write that failed may have written some of its bytes.
      const kept = (await this.#sink.read()).subarray(0, this.#sink.length)
      await this.#moveToMemory([kept, chunk])
    })
  }

  async clear(): Promise<void> {
    await this.#sink.clear().catch(async (error) => {
      noting(this.#note)(error)
      await this.#moveToMemory([])
    })
  }

  async read(): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#sink.read()
  }

  async keep(): Promise<void> {
    await this.#sink.keep().catch(async (error) => {
      noting(this.#note)(error)
      await this.#sink.leave({ spoilt: true })
    })
  }

  async leave(options: { spoilt: boolean }): Promise<void> {
    await this.#sink.leave(options)
  }

  async #moveToMemory(chunks: readonly Uint8Array[]): Promise<void> {
    await this.#sink.leave({ spoilt: true })
    this.#sink = new MemorySink()
    for (const chunk of chunks) await this.#sink.append(chunk)
  }
}
