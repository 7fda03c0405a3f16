import { MissingFilesError } from '../errors'
import type { FoundFile } from './found-file'
import { joinPath, requireBuiltin } from './node'
import { readRegularFile } from './read-regular-file'

/**
 * The names of the files in a folder, in the order of their names, without the folders in it and the
 * companions that systems put beside files: hidden ones, such as `._name` and `.DS_Store`, and `Thumbs.db`.
 *
 * @throws MissingFilesError when the folder cannot be read
 */
export async function listFolder(dir: string): Promise<string[]> {
  const { promises: fs } = requireBuiltin('node:fs', `reading the folder ${dir}`)
  const names = await fs.readdir(dir).catch((cause: NodeJS.ErrnoException) => {
    throw new MissingFilesError(`${dir}: ${reasons[cause.code ?? ''] ?? cause.message}`, { cause })
  })
  const isFile = async (name: string): Promise<boolean> => {
    if (/^\.|^(thumbs\.db|desktop\.ini)$/i.test(name)) return false
    const found = await fs.stat(joinPath(dir, name)).catch(() => undefined)
    return found === undefined || found.isFile()
  }
  const kept = await Promise.all(names.map(isFile))
  return names.filter((_, place) => kept[place]).sort()
}

/** Reads a file of a folder. */
export async function readFrom(dir: string, name: string): Promise<FoundFile> {
  const label = joinPath(dir, name)
  const bytes = await readRegularFile(label, `reading the folder ${dir}`).catch((cause: Error) => {
    throw new MissingFilesError(`${label}: cannot be read (${cause.message})`, { cause })
  })
  return { label, bytes }
}

/** What a folder holds, for a message. */
export function describeFolder(present: readonly string[]): string {
  if (present.length === 0) return 'an empty folder'
  return present.slice(0, 8).join(', ') + (present.length > 8 ? ', ...' : '')
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder; check the path',
  ENOTDIR: 'this is a file; give the folder that holds the data files',
  EACCES: 'this folder may not be read; check its permissions',
}
