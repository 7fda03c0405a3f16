import { MemorySink } from '../download/memory-sink'
import { CacheError } from '../errors'
import type { FileCache } from './file-cache'

/** What is used of a browser's `Cache`. */
export interface Store {
  match(address: string): Promise<Response | undefined>
  put(address: string, response: Response): Promise<void>
  delete(address: string): Promise<boolean>
}

/** Keeps downloads in a browser's Cache storage, under addresses that nobody serves. */
export class BrowserCache implements FileCache {
  readonly #name: string
  readonly #store: Store

  constructor(name: string, store: Store) {
    this.#name = name
    this.#store = store
  }

  locate(folder: string, name = ''): string {
    return `cache ${this.#name}: ${folder}/${name}`
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const found = await this.#store.match(addressOf(folder, name)).catch(() => undefined)
    return found && new Uint8Array(await found.arrayBuffer())
  }

  /** Nobody could look at it there, and it would take the room of the good one. */
  async setAside(folder: string, name: string): Promise<void> {
    await this.#store.delete(addressOf(folder, name))
  }

  async open(folder: string, name: string): Promise<StoredSink> {
    const part = await this.read(folder, partOf(name))
    if (part) await this.#store.delete(addressOf(folder, partOf(name)))
    const sink = new StoredSink((kept, bytes) => this.#write(folder, kept, bytes), name)
    if (part) await sink.append(part)
    return sink
  }

  async #write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#store.put(addressOf(folder, name), new Response(bytes)).catch((cause: Error) => {
      throw new CacheError(
        `${this.locate(folder, name)} cannot be written (${cause.message}); ` +
          'make room for this site, or keep nothing with `cacheDir: false`',
        { cause },
      )
    })
  }
}

/** A download in memory that is stored when it is whole, or what there is of it when it broke off. */
class StoredSink extends MemorySink {
  readonly #write: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  readonly #name: string

  constructor(
    write: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
    name: string,
  ) {
    super()
    this.#write = write
    this.#name = name
  }

  override async keep(): Promise<void> {
    await this.#write(this.#name, await this.read())
  }

  override async leave({ spoilt }: { spoilt: boolean }): Promise<void> {
    if (spoilt || this.length === 0) return
    // The failure that led here is the one to tell of.
    await this.#write(partOf(this.#name), await this.read()).catch(() => {})
  }
}

function partOf(name: string): string {
  return `${name}.part`
}

function addressOf(folder: string, name: string): string {
  return `https://handwritten.invalid/${folder}/${name}`
}
