import { type DatasetName, findSpec } from '../catalog/catalog'
import { type DatasetSpec, type FileRole, fileRoles } from '../catalog/dataset-spec'
import { MissingFilesError } from '../errors'
import { dataPackageFolder } from '../source/data-package'
import { type FoundFiles, readFolder } from '../source/folder'
import { assemble, type DatasetSplits, type RawFile } from './assemble'
import { verifyFile } from './verify-file'

/** Where a data set is taken from. */
export interface LoadOptions {
  /** Folder with the four IDX files under their own names, each raw or with `.gz`. */
  dir?: string
}

/**
 * Loads a data set by name. Every file is verified against its published digest before it is used.
 * MNIST comes with the package; another set needs `dir`.
 *
 * @throws MissingFilesError, IntegrityError, WrongDatasetError, GzipError; each names the file
 */
export async function loadDataset(
  name: DatasetName,
  options: LoadOptions = {},
): Promise<DatasetSplits> {
  const spec = findSpec(name)
  const found = await findFiles(name, spec, options)
  const verify = async (role: FileRole): Promise<[FileRole, RawFile]> => {
    const { label } = found[role]
    return [role, { label, bytes: await verifyFile(spec, spec.files[role], found[role]) }]
  }
  const files = Object.fromEntries(await Promise.all(fileRoles.map(verify)))
  return assemble(spec, files as Record<FileRole, RawFile>)
}

/** Loads the MNIST digits: `loadDataset('mnist', options)`. */
export function loadMnist(options: LoadOptions = {}): Promise<DatasetSplits> {
  return loadDataset('mnist', options)
}

async function findFiles(
  name: DatasetName,
  spec: DatasetSpec,
  { dir }: LoadOptions,
): Promise<FoundFiles> {
  if (dir !== undefined) return await readFolder(spec, dir)
  if (name === 'mnist') return await readFolder(spec, dataPackageFolder())
  throw new MissingFilesError(
    `${spec.title} does not come with this package; give its folder as \`dir\``,
  )
}
