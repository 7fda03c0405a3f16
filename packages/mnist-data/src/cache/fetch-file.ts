import { type DownloadOptions, download, type RemoteFile } from '../download/download'
import { CacheError } from '../errors'
import type { FileCache } from './file-cache'

/**
 * Downloads a file into a folder of the cache, which gets it only when it is whole and sound; until
 * then it may hold a part that a later call takes up.
 */
export async function fetchFile(
  cache: FileCache,
  folder: string,
  file: RemoteFile,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const sink = await cache.open(folder, file.name)
  try {
    const bytes = await download(file, sink, options)
    await sink.keep()
    return bytes
  } catch (error) {
    await sink.leave({ spoilt: error instanceof CacheError })
    throw error
  }
}

/** Writes bytes that are at hand as a file of the cache, whole or not at all. */
export async function storeFile(
  cache: FileCache,
  folder: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const sink = await cache.open(folder, name)
  try {
    await sink.clear()
    await sink.append(bytes)
    await sink.keep()
  } catch (error) {
    await sink.leave({ spoilt: true })
    throw error
  }
}
