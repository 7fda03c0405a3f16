import type { DatasetSpec, FileRole } from '../catalog/dataset-spec'
import { fileRoles } from '../catalog/dataset-spec'
import { MissingFilesError } from '../errors'
import type { FileSet, FoundFile } from './found-file'
import { joinPath, requireBuiltin } from './node'

/**
 * The four files of a set in a folder, each either raw or with `.gz`; the raw one is taken when both
 * are there.
 *
 * @throws MissingFilesError that lists what was looked for and what the folder holds
 */
export async function readFolder(spec: DatasetSpec, dir: string): Promise<FileSet> {
  const { promises: fs } = requireBuiltin('node:fs', `reading the folder ${dir}`)
  const present = await fs.readdir(dir).catch((cause: NodeJS.ErrnoException) => {
    throw new MissingFilesError(`${dir}: ${reasons[cause.code ?? ''] ?? cause.message}`, { cause })
  })
  const missing = fileRoles
    .filter((role) => !pick(spec, role, present))
    .map((r) => spec.files[r].name)
  if (missing.length > 0) throw missingError(spec, dir, missing, present)
  const read = async (role: FileRole): Promise<[FileRole, FoundFile]> => {
    const label = joinPath(dir, pick(spec, role, present) as string)
    const { buffer, byteOffset, byteLength } = await fs.readFile(label)
    return [role, { label, bytes: new Uint8Array(buffer, byteOffset, byteLength) }]
  }
  return Object.fromEntries(await Promise.all(fileRoles.map(read))) as Record<FileRole, FoundFile>
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder; check the path',
  ENOTDIR: 'this is a file; give the folder that holds the data files',
  EACCES: 'this folder may not be read; check its permissions',
}

function pick(spec: DatasetSpec, role: FileRole, present: readonly string[]): string | undefined {
  const { name } = spec.files[role]
  return [name, `${name}.gz`].find((candidate) => present.includes(candidate))
}

function missingError(
  spec: DatasetSpec,
  dir: string,
  missing: readonly string[],
  present: readonly string[],
): MissingFilesError {
  const shown = present.slice(0, 8).join(', ') + (present.length > 8 ? ', ...' : '')
  return new MissingFilesError(
    `${dir}: ${spec.title} needs ${missing.join(', ')} (each raw or with .gz) here, ` +
      `found ${present.length === 0 ? 'an empty folder' : shown}; ` +
      'give a folder that holds the four files',
  )
}
