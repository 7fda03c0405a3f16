import { MissingFilesError } from '../errors'
import type { FoundFile } from './found-file'
import { joinPath, requireBuiltin } from './node'

/** The names of the files in a folder, or a `MissingFilesError` that says why there are none. */
export async function listFolder(dir: string): Promise<string[]> {
  const { promises: fs } = requireBuiltin('node:fs', `reading the folder ${dir}`)
  return await fs.readdir(dir).catch((cause: NodeJS.ErrnoException) => {
    throw new MissingFilesError(`${dir}: ${reasons[cause.code ?? ''] ?? cause.message}`, { cause })
  })
}

/** Reads a file of a folder. */
export async function readFrom(dir: string, name: string): Promise<FoundFile> {
  const { promises: fs } = requireBuiltin('node:fs', `reading the folder ${dir}`)
  const label = joinPath(dir, name)
  const { buffer, byteOffset, byteLength } = await fs.readFile(label).catch((cause: Error) => {
    throw new MissingFilesError(`${label}: cannot be read (${cause.message})`, { cause })
  })
  return { label, bytes: new Uint8Array(buffer, byteOffset, byteLength) }
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
