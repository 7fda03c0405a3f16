import { boolean, options as checkedOptions, integer, listOf, string } from '@handwritten/checks'
import { gunzip, isGzip } from '../bytes/gunzip'
import { type FileRole, fileRoles } from '../catalog/dataset-spec'
import { checkCall, filesCheck } from '../checks'
import { ValueError } from '../errors'
import { readAnyFolder } from '../source/any-folder'
import type { FileSet, FoundFile } from '../source/found-file'
import { assemble, type DatasetSplits, labelsOf } from './assemble'

/** What is read, and how. */
export interface IdxDatasetOptions {
  /** Folder with four files whose names say train or test (t10k), and images or labels. */
  dir?: string
  /** The bytes of the four files, each raw or compressed, in place of a folder. */
  files?: Readonly<Record<FileRole, Uint8Array<ArrayBuffer>>>
  /** What people call the set. Default the folder, or `data`. */
  title?: string
  /** Class names. Default the numbers from 0 to the largest label. */
  classes?: readonly string[]
  /** The number in the files that stands for class 0. Default 0. */
  firstLabel?: number
  /** Whether each image is stored column by column, as in EMNIST. Default false. */
  transposed?: boolean
}

const idxDatasetArguments = {
  options: /* @__PURE__ */ checkedOptions<IdxDatasetOptions>({
    dir: string,
    files: filesCheck,
    title: string,
    classes: listOf(string),
    firstLabel: integer,
    transposed: boolean,
  }),
}

/**
 * Loads any set of IDX files as it is: well-formed and fitting each other, but known to nobody, and
 * so not verified. Labels are [n], or [n, columns] whose first column is the class.
 *
 * @throws MissingFilesError, GzipError, IdxError, DatasetError
 */
export async function loadIdxDataset(options: IdxDatasetOptions): Promise<DatasetSplits> {
  checkCall('loadIdxDataset', arguments, idxDatasetArguments)
  const { title = options.dir ?? 'data', firstLabel = 0, transposed = false } = options
  const files = await unpack(await findFiles(options))
  const classes = options.classes ?? numberedClasses(files, firstLabel)
  return assemble({ title, classes, firstLabel, transposed }, files)
}

async function findFiles({ dir, files }: IdxDatasetOptions): Promise<FileSet> {
  if (files !== undefined) {
    const given = fileRoles.map((role) => [role, { label: `files.${role}`, bytes: files[role] }])
    return Object.fromEntries(given) as FileSet
  }
  if (dir === undefined) {
    throw new ValueError(
      'loadIdxDataset: needs a folder as `dir`, or bytes as `files`; found neither',
    )
  }
  return await readAnyFolder(dir)
}

async function unpack(files: FileSet): Promise<FileSet> {
  const raw = async ({ label, bytes }: FoundFile): Promise<FoundFile> => ({
    label,
    bytes: isGzip(bytes) ? await gunzip(bytes, { label }) : bytes,
  })
  const unpacked = fileRoles.map(async (role) => [role, await raw(files[role])] as const)
  return Object.fromEntries(await Promise.all(unpacked)) as FileSet
}

function numberedClasses({ trainLabels, testLabels }: FileSet, firstLabel: number): string[] {
  const labels = [trainLabels, testLabels].map((file) => labelsOf(file, firstLabel).toTypedArray())
  const largest = labels.reduce((most, half) => half.reduce((a, b) => Math.max(a, b), most), -1)
  return Array.from({ length: largest + 1 }, (_, i) => `${i + firstLabel}`)
}
