import { type FileRole, fileRoles } from '../catalog/dataset-spec'
import { MissingFilesError } from '../errors'
import type { FileSet } from './found-file'
import { describeFolder, listFolder, readFrom } from './list-folder'

/**
 * The four files of a folder whose names say what they are, as those of MNIST and of the sets that
 * follow it do: train, or test or t10k; then images or labels; then anything.
 *
 * @throws MissingFilesError when a part has no file, or several that may be meant
 */
export async function readAnyFolder(dir: string): Promise<FileSet> {
  const present = await listFolder(dir)
  const read = async (role: FileRole) =>
    [role, await readFrom(dir, choose(role, present, dir))] as const
  return Object.fromEntries(await Promise.all(fileRoles.map(read))) as FileSet
}

const patterns: Readonly<Record<FileRole, RegExp>> = {
  trainImages: /train.*images/i,
  trainLabels: /train.*labels/i,
  testImages: /(test|t10k).*images/i,
  testLabels: /(test|t10k).*labels/i,
}

const words: Readonly<Record<FileRole, string>> = {
  trainImages: 'train ... images',
  trainLabels: 'train ... labels',
  testImages: 'test (or t10k) ... images',
  testLabels: 'test (or t10k) ... labels',
}

/** A file beside its own `.gz` is one file. */
function choose(role: FileRole, present: readonly string[], dir: string): string {
  const named = present.filter((name) => patterns[role].test(name))
  const fitting = named.filter(
    (name) => !named.includes(name.replace(/\.gz$/i, '')) || !/\.gz$/i.test(name),
  )
  if (fitting.length === 1) return fitting[0]
  throw new MissingFilesError(
    fitting.length === 0
      ? `${dir}: needs a file named '${words[role]}', found ${describeFolder(present)}`
      : `${dir}: needs one file named '${words[role]}', found ${fitting.join(', ')}; ` +
          'give a folder with one set, or the bytes as `files`',
  )
}
