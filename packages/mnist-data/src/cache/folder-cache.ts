import { joinPath, requireBuiltin } from '../source/node'
import { readRegularFile } from '../source/read-regular-file'
import { cacheFailure } from './cache-failure'
import type { FileCache } from './file-cache'
import { PartFile } from './part-file'

/** Keeps downloads as files below a folder of the disk. */
export class FolderCache implements FileCache {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  locate(folder: string, ...name: string[]): string {
    return joinPath(this.#root, folder, ...name)
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return await readRegularFile(this.locate(folder, name), 'the cache').catch(() => undefined)
  }

  /** The file stays beside its place, where it can be looked at. */
  async setAside(folder: string, name: string): Promise<void> {
    const { promises: fs } = requireBuiltin('node:fs', 'the cache')
    const path = this.locate(folder, name)
    const random = Math.floor(Math.random() * 2 ** 32).toString(16)
    await fs.rename(path, `${path}.${random}.bad`).catch((error: NodeJS.ErrnoException) => {
      // Another process was quicker.
      if (error.code !== 'ENOENT') cacheFailure(path)(error)
    })
  }

  async open(folder: string, name: string): Promise<PartFile> {
    return await PartFile.open(this.locate(folder), name)
  }
}
