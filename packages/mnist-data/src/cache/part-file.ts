import type { FileHandle } from 'node:fs/promises'
import type { Sink } from '../download/sink'
import { joinPath, requireBuiltin } from '../source/node'
import { cacheFailure } from './cache-failure'
import { makeFolder } from './make-folder'
import { freePartName, isAbandonedPart, ownedPartName } from './part-name'

/** A download that is being written to a file of its own, beside the file it will become. */
export class PartFile implements Sink {
  readonly #folder: string
  readonly #file: string
  readonly #path: string
  readonly #handle: FileHandle
  #length: number

  private constructor(
    folder: string,
    file: string,
    path: string,
    handle: FileHandle,
    length: number,
  ) {
    this.#folder = folder
    this.#file = file
    this.#path = path
    this.#handle = handle
    this.#length = length
  }

  /** Takes up a part of `file` that was left behind in the folder, or begins a new one. */
  static async open(folder: string, file: string): Promise<PartFile> {
    const fail = cacheFailure(folder)
    await makeFolder(folder).catch(fail)
    const path = joinPath(folder, ownedPartName(file))
    for (const name of await fs().readdir(folder).catch(fail)) {
      // Of several processes only one can rename it; the others find it gone.
      if (isAbandonedPart(name, file)) await fs().rename(joinPath(folder, name), path).catch(ignore)
    }
    const handle = await fs().open(path, 'a+').catch(fail)
    const { size } = await handle.stat().catch(fail)
    return new PartFile(folder, file, path, handle, size)
  }

  get length(): number {
    return this.#length
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#handle.appendFile(chunk).catch(cacheFailure(this.#folder))
    this.#length += chunk.length
  }

  async clear(): Promise<void> {
    await this.#handle.truncate(0).catch(cacheFailure(this.#folder))
    this.#length = 0
  }

  async read(): Promise<Uint8Array<ArrayBuffer>> {
    const { buffer, byteOffset, byteLength } = await fs()
      .readFile(this.#path)
      .catch(cacheFailure(this.#folder))
    return new Uint8Array(buffer, byteOffset, byteLength)
  }

  /** Gives the part the name of the file, which is so there whole or not at all. */
  async keep(): Promise<void> {
    const fail = cacheFailure(this.#folder)
    await this.#handle.sync().catch(fail)
    await this.#handle.close()
    await fs().rename(this.#path, joinPath(this.#folder, this.#file)).catch(fail)
  }

  async leave({ spoilt }: { spoilt: boolean }): Promise<void> {
    await this.#handle.close().catch(ignore)
    if (spoilt || this.#length === 0) await fs().rm(this.#path, { force: true }).catch(ignore)
    else {
      const free = joinPath(this.#folder, freePartName(this.#file))
      await fs().rename(this.#path, free).catch(ignore)
    }
  }
}

function fs(): typeof import('node:fs/promises') {
  return requireBuiltin('node:fs', 'the cache').promises
}

function ignore(): void {}
