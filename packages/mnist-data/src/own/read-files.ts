import { gunzip, isGzip } from '../bytes/gunzip'
import { reasonOf } from '../bytes/reason-of'
import { MissingFilesError } from '../errors'
import type { FoundFile } from '../source/found-file'
import { joinPath, requireBuiltin } from '../source/node'
import { readRegularFile } from '../source/read-regular-file'

/** An entry of a folder. */
export interface FolderEntry {
  readonly name: string
  readonly path: string
  readonly isFolder: boolean
}

/** The entries of a folder in alphabetical order, hidden ones left out. @throws MissingFilesError */
export async function listEntries(dir: string): Promise<FolderEntry[]> {
  const { promises: fs } = requireBuiltin('node:fs', `reading the folder ${dir}`)
  const names = await fs.readdir(dir).catch(fail(dir))
  const entries = names
    .filter((name) => !name.startsWith('.'))
    .map(async (name) => {
      const path = joinPath(dir, name)
      const stats = await fs.stat(path).catch(fail(path))
      return { name, path, isFolder: stats.isDirectory() }
    })
  return (await Promise.all(entries)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether a path is a folder. @throws MissingFilesError if there is nothing */
export async function isFolder(path: string): Promise<boolean> {
  const { promises: fs } = requireBuiltin('node:fs', `reading ${path}`)
  return (await fs.stat(path).catch(fail(path))).isDirectory()
}

/** The bytes of a file, decompressed if it is gzipped. @throws MissingFilesError, GzipError */
export async function readUnpacked(path: string): Promise<FoundFile> {
  const bytes = await readRegularFile(path, `reading ${path}`).catch(fail(path))
  return { label: path, bytes: isGzip(bytes) ? await gunzip(bytes, { label: path }) : bytes }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder; check the path',
  EACCES: 'permission denied',
}

function fail(path: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    const reason = reasons[cause.code ?? ''] ?? reasonOf(cause)
    throw new MissingFilesError(`${path}: ${reason}`, { cause })
  }
}
