import { type DatasetSpec, type FileRole, fileRoles } from '../catalog/dataset-spec'
import { MissingFilesError } from '../errors'
import type { FileSet } from './found-file'
import { describeFolder, listFolder, readFrom } from './list-folder'

/**
 * The four files of a set in a folder, each either raw or with `.gz`; the raw one is taken when both
 * are there. Some archives unpack them with dots for dashes, as `train-images.idx3-ubyte`.
 *
 * @throws MissingFilesError that lists what was looked for and what the folder holds
 */
export async function readFolder(spec: DatasetSpec, dir: string): Promise<FileSet> {
  const present = await listFolder(dir)
  const pick = (role: FileRole): string | undefined => {
    const { name } = spec.files[role]
    const fitting = present.filter((found) => plainName(found) === name)
    return [name, `${name}.gz`].find((exact) => fitting.includes(exact)) ?? rawFirst(fitting)
  }
  const missing = fileRoles.filter((role) => pick(role) === undefined)
  if (missing.length > 0) {
    throw new MissingFilesError(
      `${dir}: ${spec.title} needs ${missing.map((role) => spec.files[role].name).join(', ')} ` +
        `(each raw or with .gz) here, found ${describeFolder(present)}; ` +
        'give a folder that holds the four files',
    )
  }
  const read = async (role: FileRole) => [role, await readFrom(dir, pick(role) as string)] as const
  return Object.fromEntries(await Promise.all(fileRoles.map(read))) as FileSet
}

/** A file's name as its publisher writes it, without `.gz`. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/\.gz$/, '').replaceAll('.', '-')
}

function rawFirst(names: readonly string[]): string | undefined {
  return names.find((name) => !/\.gz$/i.test(name)) ?? names[0]
}
