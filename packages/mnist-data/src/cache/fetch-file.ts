import { type DownloadOptions, download, type RemoteFile } from '../download/download'
import { MemorySink } from '../download/memory-sink'
import { CacheError } from '../errors'
import { PartFile } from './part-file'

/**
 * Downloads a file into the folder, or into memory where there is none. The folder gets the file
 * only when it is whole and sound; until then it holds a part that a later call takes up.
 */
export async function fetchFile(
  folder: string | undefined,
  file: RemoteFile,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const sink = folder === undefined ? new MemorySink() : await PartFile.open(folder, file.name)
  try {
    const bytes = await download(file, sink, options)
    await sink.keep()
    return bytes
  } catch (error) {
    await sink.leave({ spoilt: error instanceof CacheError })
    throw error
  }
}

/** Writes bytes that are at hand as a file of the folder, whole or not at all. */
export async function storeFile(
  folder: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const part = await PartFile.open(folder, name)
  try {
    await part.clear()
    await part.append(bytes)
    await part.keep()
  } catch (error) {
    await part.leave({ spoilt: true })
    throw error
  }
}
