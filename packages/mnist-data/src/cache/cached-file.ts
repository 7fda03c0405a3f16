import { requireBuiltin } from '../source/node'
import { cacheFailure } from './cache-failure'

/** The bytes of a file in the cache, or undefined when it is not there or cannot be read. */
export async function readCached(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { promises: fs } = requireBuiltin('node:fs', 'the cache')
  const file = await fs.readFile(path).catch(() => undefined)
  return file && new Uint8Array(file.buffer, file.byteOffset, file.byteLength)
}

/** Moves a bad file out of the way, where it can be looked at and is never read again. */
export async function setAside(path: string): Promise<void> {
  const { promises: fs } = requireBuiltin('node:fs', 'the cache')
  const random = Math.floor(Math.random() * 2 ** 32).toString(16)
  await fs.rename(path, `${path}.${random}.bad`).catch((error: NodeJS.ErrnoException) => {
    // Another process was quicker.
    if (error.code !== 'ENOENT') cacheFailure(path)(error)
  })
}
